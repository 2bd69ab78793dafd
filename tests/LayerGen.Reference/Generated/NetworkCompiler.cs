using System.Collections.Immutable;
using LayerGen.Generator;
using LayerGen.Reference.Guards;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LayerGen.Reference.Generated;

/// <summary>The compiler with the generator at work, under the settings of a strict user.</summary>
internal static class NetworkCompiler
{
    private static readonly CSharpParseOptions Thorough = new(
        LanguageVersion.Latest,
        DocumentationMode.Diagnose
    );

    // The analysis of nullable references takes a quarter of the time of compiling hundreds of networks.
    private static readonly CSharpParseOptions Quick = new CSharpParseOptions(
        LanguageVersion.Latest,
        DocumentationMode.Parse
    ).WithFeatures([new("run-nullable-analysis", "never")]);

    private static readonly CSharpCompilationOptions Compiling = new(
        OutputKind.DynamicallyLinkedLibrary,
        optimizationLevel: OptimizationLevel.Release,
        allowUnsafe: false,
        checkOverflow: true,
        generalDiagnosticOption: ReportDiagnostic.Error,
        warningLevel: int.MaxValue,
        nullableContextOptions: NullableContextOptions.Enable,
        specificDiagnosticOptions:
        [
            // The declared classes have no documentation of their own to give.
            new("CS1591", ReportDiagnostic.Suppress),
            // The generator reads the parameters of blocks; the compiler sees nobody read them.
            new("CS9113", ReportDiagnostic.Suppress),
        ]
    );

    /// <summary>Compiles source files into one assembly.</summary>
    /// <param name="groups">The declarations, and the generator that each group of them is for.</param>
    /// <param name="isThorough">Whether documentation and nullable references are analysed, too.</param>
    /// <param name="isGuarded">Whether the code is rewritten to stay within the memory that is watched.</param>
    /// <exception cref="GeneratedCodeException">The generator or the compiler reports an error or a warning.</exception>
    public static (ImmutableArray<byte> Image, ImmutableArray<GeneratedFile> Files) Compile(
        IEnumerable<(IIncrementalGenerator Generator, IEnumerable<SourceFile> Sources)> groups,
        bool isThorough,
        bool isGuarded
    )
    {
        CSharpParseOptions parsing = isThorough ? Thorough : Quick;
        CSharpCompilation empty = CSharpCompilation.Create(
            "LayerGen.Reference.Compiled",
            [],
            References(isGuarded),
            Compiling
        );
        List<SyntaxTree> trees = [];
        List<Diagnostic> reported = [];
        List<GeneratedFile> files = [];
        foreach ((IIncrementalGenerator generator, IEnumerable<SourceFile> sources) in groups)
        {
            CSharpCompilation declared = empty.AddSyntaxTrees(
                sources.Select(file =>
                    CSharpSyntaxTree.ParseText(file.Text, parsing, $"{file.Name}.cs")
                )
            );
            GeneratorDriverRunResult run = CSharpGeneratorDriver
                .Create([generator.AsSourceGenerator()], parseOptions: parsing)
                .RunGenerators(declared)
                .GetRunResult();
            if (run.Results[0].Exception is { } fault)
                throw new GeneratedCodeException("The generator threw an exception.", fault);
            trees.AddRange(declared.SyntaxTrees);
            trees.AddRange(
                isGuarded ? run.GeneratedTrees.Select(GuardedSource.Rewrite) : run.GeneratedTrees
            );
            reported.AddRange(run.Diagnostics);
            files.AddRange(
                run.Results[0]
                    .GeneratedSources.Select(source => new GeneratedFile(
                        source.HintName,
                        source.SourceText.ToString()
                    ))
            );
        }
        using MemoryStream image = new();
        ImmutableArray<Diagnostic> complaints =
        [
            .. reported
                .Concat(empty.AddSyntaxTrees(trees).Emit(image).Diagnostics)
                .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning),
        ];
        if (complaints.Length > 0)
            throw new GeneratedCodeException(complaints);
        return ([.. image.ToArray()], [.. files]);
    }

    /// <summary>What the running program itself was compiled with, as far as a network may use it.</summary>
    private static IEnumerable<MetadataReference> References(bool isGuarded) =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => IsForUsers(Path.GetFileNameWithoutExtension(path), isGuarded))
            .Select(path => MetadataReference.CreateFromFile(path));

    private static bool IsForUsers(string assembly, bool isGuarded) =>
        assembly.StartsWith("System.", StringComparison.Ordinal)
        || assembly is "LayerGen.Runtime" or "MathNet.Numerics"
        || (isGuarded && assembly == typeof(Guarded).Assembly.GetName().Name);
}

/// <summary>A source file.</summary>
internal sealed record SourceFile(string Name, string Text);
