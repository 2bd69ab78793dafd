using System.Collections.Immutable;
using LayerGen.Generator;
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
        // The declared classes have no documentation of their own to give.
        specificDiagnosticOptions: [new("CS1591", ReportDiagnostic.Suppress)]
    );

    /// <summary>Compiles source files into one assembly.</summary>
    /// <param name="sources">The declarations.</param>
    /// <param name="isThorough">Whether documentation and nullable references are analysed, too.</param>
    /// <exception cref="GeneratedCodeException">The generator or the compiler reports an error or a warning.</exception>
    public static (ImmutableArray<byte> Image, ImmutableArray<GeneratedFile> Files) Compile(
        IReadOnlyCollection<(string Name, string Source)> sources,
        bool isThorough
    )
    {
        CSharpParseOptions parsing = isThorough ? Thorough : Quick;
        CSharpCompilation declared = CSharpCompilation.Create(
            "LayerGen.Reference.Compiled",
            sources.Select(file =>
                CSharpSyntaxTree.ParseText(file.Source, parsing, $"{file.Name}.cs")
            ),
            References(),
            Compiling
        );
        GeneratorDriverRunResult run = CSharpGeneratorDriver
            .Create([new NetworkGenerator().AsSourceGenerator()], parseOptions: parsing)
            .RunGeneratorsAndUpdateCompilation(
                declared,
                out Compilation compilation,
                out ImmutableArray<Diagnostic> reported
            )
            .GetRunResult();
        if (run.Results[0].Exception is { } fault)
            throw new GeneratedCodeException("The generator threw an exception.", fault);
        using MemoryStream image = new();
        ImmutableArray<Diagnostic> complaints =
        [
            .. reported
                .Concat(compilation.Emit(image).Diagnostics)
                .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning),
        ];
        if (complaints.Length > 0)
            throw new GeneratedCodeException(complaints);
        return (
            [.. image.ToArray()],
            [
                .. run.Results[0]
                    .GeneratedSources.Select(source => new GeneratedFile(
                        source.HintName,
                        source.SourceText.ToString()
                    )),
            ]
        );
    }

    /// <summary>What the running program itself was compiled with, as far as a network may use it.</summary>
    private static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => IsForUsers(Path.GetFileNameWithoutExtension(path)))
            .Select(path => MetadataReference.CreateFromFile(path));

    private static bool IsForUsers(string assembly) =>
        assembly.StartsWith("System.", StringComparison.Ordinal)
        || assembly is "LayerGen.Runtime" or "MathNet.Numerics";
}
