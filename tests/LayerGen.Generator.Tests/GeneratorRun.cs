using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace LayerGen.Generator.Tests;

/// <summary>Source files of a user's project, and the generator's answer to them.</summary>
internal sealed record GeneratorRun(CSharpCompilation Compilation, GeneratorDriver Driver)
{
    public const string Cnn = """
        using LayerGen;

        namespace Digits;

        [Network(28, 28, 1)]
        [Conv(32, 3, Activation = Activation.Relu)]
        [MaxPool(2)]
        [Flatten]
        [Dense(10)]
        [Softmax]
        public sealed partial class Cnn;

        """;

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest);

    private static readonly MetadataReference[] References =
    [
        .. PlatformAssemblies()
            .Append(typeof(NetworkAttribute).Assembly.Location)
            .Append(typeof(MathNet.Numerics.LinearAlgebra.Single.DenseMatrix).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    // The running framework itself: packages of reference assemblies need a newer compiler than the generator does.
    private static IEnumerable<string> PlatformAssemblies() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path =>
                Path.GetDirectoryName(path)
                == Path.GetDirectoryName(typeof(object).Assembly.Location)
            );

    public GeneratorRunResult Result => Driver.GetRunResult().Results.Single();

    /// <summary>What the generator reports, and what the analyzer beside it does.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics =>
        [
            .. Result.Diagnostics,
            .. Compilation
                .WithAnalyzers([new LayersWithoutNetwork()])
                .GetAnalyzerDiagnosticsAsync()
                .GetAwaiter()
                .GetResult(),
        ];

    /// <summary>Runs the generator over files named <c>File0.cs</c>, <c>File1.cs</c>, ….</summary>
    public static GeneratorRun Of(params string[] files)
    {
        CSharpCompilation compilation = Compile(files);
        return new(compilation, NewDriver().RunGenerators(compilation));
    }

    public static CSharpCompilation Compile(params string[] files) =>
        CSharpCompilation.Create(
            "Consumer",
            files.Select(
                (file, index) => CSharpSyntaxTree.ParseText(file, ParseOptions, $"File{index}.cs")
            ),
            References,
            new(
                OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: NullableContextOptions.Enable,
                allowUnsafe: true
            )
        );

    public static GeneratorDriver NewDriver() =>
        CSharpGeneratorDriver.Create(
            [new NetworkGenerator().AsSourceGenerator()],
            parseOptions: ParseOptions,
            driverOptions: new(
                IncrementalGeneratorOutputKind.None,
                trackIncrementalGeneratorSteps: true
            )
        );

    /// <summary>Replaces text in one file, as an editor does, and runs the same driver again.</summary>
    public GeneratorRun Edit(string find, string replace, int file = 0)
    {
        SyntaxTree old = Compilation.SyntaxTrees[file];
        SourceText text = old.GetText();
        int start = text.ToString().IndexOf(find, StringComparison.Ordinal);
        Assert.True(start >= 0, $"'{find}' is not in the file.");
        TextChange change = new(new(start, find.Length), replace);
        return Run(
            Compilation.ReplaceSyntaxTree(old, old.WithChangedText(text.WithChanges(change)))
        );
    }

    public GeneratorRun Add(string file) =>
        Run(
            Compilation.AddSyntaxTrees(
                CSharpSyntaxTree.ParseText(
                    file,
                    ParseOptions,
                    $"File{Compilation.SyntaxTrees.Length}.cs"
                )
            )
        );

    /// <summary>Why each output of a stage is what it is, in order.</summary>
    public IEnumerable<IncrementalStepRunReason> Reasons(string stage) =>
        Result.TrackedSteps.TryGetValue(stage, out var steps)
            ? steps.SelectMany(step => step.Outputs).Select(output => output.Reason)
            : [];

    /// <summary>Why each output that the compiler sees is what it is: sources and diagnostics.</summary>
    public IEnumerable<IncrementalStepRunReason> OutputReasons() =>
        Result
            .TrackedOutputSteps.Values.SelectMany(steps => steps)
            .SelectMany(step => step.Outputs)
            .Select(output => output.Reason);

    private GeneratorRun Run(CSharpCompilation compilation) =>
        new(compilation, Driver.RunGenerators(compilation));
}
