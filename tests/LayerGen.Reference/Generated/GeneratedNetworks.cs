using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using LayerGen.Generator;
using LayerGen.Reference.Stacks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LayerGen.Reference.Generated;

/// <summary>Networks that were declared, generated and compiled while the program runs.</summary>
public sealed class GeneratedNetworks
{
    private readonly Assembly _assembly;

    private GeneratedNetworks(Assembly assembly, ImmutableArray<GeneratedFile> files) =>
        (_assembly, Files) = (assembly, files);

    /// <summary>What the generator wrote.</summary>
    public ImmutableArray<GeneratedFile> Files { get; }

    /// <summary>Compiles all stacks into one assembly.</summary>
    /// <exception cref="GeneratedCodeException">The generator or the compiler reports an error or a warning.</exception>
    public static GeneratedNetworks Compile(IEnumerable<Stack> stacks) =>
        Compile([.. stacks.Select(stack => (stack.FullName, StackSource.Declare(stack)))]);

    /// <summary>Compiles source files into one assembly, with the generator at work.</summary>
    /// <exception cref="GeneratedCodeException">The generator or the compiler reports an error or a warning.</exception>
    public static GeneratedNetworks Compile(
        IReadOnlyCollection<(string Name, string Source)> sources
    )
    {
        CSharpParseOptions parsing = new(LanguageVersion.Latest, DocumentationMode.Diagnose);
        CSharpCompilation declared = CSharpCompilation.Create(
            "LayerGen.Reference.Compiled",
            sources.Select(file =>
                CSharpSyntaxTree.ParseText(file.Source, parsing, $"{file.Name}.cs")
            ),
            References,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Release,
                allowUnsafe: false,
                checkOverflow: true,
                generalDiagnosticOption: ReportDiagnostic.Error,
                warningLevel: 9999,
                nullableContextOptions: NullableContextOptions.Enable,
                // A public class of the declarations has no documentation of its own to give.
                specificDiagnosticOptions: [new("CS1591", ReportDiagnostic.Suppress)]
            )
        );
        var sw0 = System.Diagnostics.Stopwatch.StartNew();
        GeneratorDriver driver = CSharpGeneratorDriver
            .Create([new NetworkGenerator().AsSourceGenerator()], parseOptions: parsing)
            .RunGeneratorsAndUpdateCompilation(
                declared,
                out Compilation compilation,
                out ImmutableArray<Diagnostic> reported
            );
        Console.WriteLine("gen " + sw0.ElapsedMilliseconds);
        GeneratorDriverRunResult run = driver.GetRunResult();
        using MemoryStream image = new();
        ImmutableArray<Diagnostic> complaints =
        [
            .. reported
                .Concat(compilation.Emit(image).Diagnostics)
                .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning),
        ];
        if (
            run.Results.FirstOrDefault(result => result.Exception is not null).Exception is
            { } fault
        )
            throw new GeneratedCodeException("The generator threw an exception.", fault);
        if (complaints.Length > 0)
            throw new GeneratedCodeException(complaints);
        Console.WriteLine("emit " + sw0.ElapsedMilliseconds + " chars " + run.Results.Sum(r => r.GeneratedSources.Sum(g => g.SourceText.Length)));
        image.Position = 0;
        return new(
            new AssemblyLoadContext(null).LoadFromStream(image),
            [
                .. run
                    .Results.SelectMany(result => result.GeneratedSources)
                    .Select(source => new GeneratedFile(
                        source.HintName,
                        source.SourceText.ToString()
                    )),
            ]
        );
    }

    /// <summary>Creates a network by the name of its class.</summary>
    public INetwork Create(string fullName, ulong seed = 0, int maxBatchSize = 32, int threads = 0)
    {
        Type type =
            _assembly.GetType(fullName)
            ?? throw new InvalidOperationException($"{fullName} was not compiled.");
        return (INetwork)Activator.CreateInstance(type, seed, maxBatchSize, threads)!;
    }

    private static IEnumerable<MetadataReference> References =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path =>
            {
                string name = Path.GetFileNameWithoutExtension(path);
                return name.StartsWith("System", StringComparison.Ordinal)
                    || name
                        is "netstandard"
                            or "mscorlib"
                            or "LayerGen.Runtime"
                            or "MathNet.Numerics";
            })
            .Select(path => MetadataReference.CreateFromFile(path));
}

/// <summary>One file the generator wrote.</summary>
public sealed record GeneratedFile(string HintName, string Text);
