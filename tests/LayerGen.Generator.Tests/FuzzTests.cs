using CsCheck;
using LayerGen.Generator.Core;
using LayerGen.Generator.Core.Planning;
using LayerGen.Generator.Diagnostics;
using LayerGen.Generator.Emission;
using Microsoft.CodeAnalysis;

namespace LayerGen.Generator.Tests;

/// <summary>Half-typed code is normal input: whatever stands there, the generator does not throw.</summary>
public sealed class FuzzTests
{
    private static readonly Gen<string> Expression = Gen.OneOf(
        "0",
        "1",
        "2",
        "3",
        "5",
        "28",
        "-1",
        "2147483647",
        "-2147483648",
        "2147483648",
        "0.5",
        "1e400",
        "double.NaN",
        "null",
        "default",
        "\"x\"",
        "'c'",
        "true",
        "Activation.Relu",
        "(Activation)7",
        "Activation.",
        "Padding.Same",
        "Padding",
        "typeof(int)",
        "new[] { 1 }",
        "new int[0]",
        "nameof(Net)",
        "[",
        "1 +",
        "",
        "x: 2",
        "units: 3",
        "Stride = 2",
        "Stride = -1",
        "Stride =",
        "L1 = double.NaN",
        "L2 = 1f",
        "UseBias = false",
        "UseBias = 0",
        "Activation = Activation.Sigmoid",
        "Padding = (Padding)9",
        "Padding = Padding.Same, Padding = 0",
        "Net"
    );

    private static readonly Gen<string> Attribute = Gen.Select(
        Gen.OneOf(
            "Conv",
            "MaxPool",
            "AvgPool",
            "Flatten",
            "Dense",
            "Dropout",
            "Relu",
            "Sigmoid",
            "Tanh",
            "Softmax",
            "Network",
            "LayerAttribute",
            "LayerGen.Conv",
            "Obsolete",
            "Con",
            "Dense<int>",
            "global::LayerGen.Dense",
            "",
            "@Dense"
        ),
        Expression.Array[0, 4],
        (name, arguments) =>
            arguments.Length == 0 ? $"[{name}]" : $"[{name}({string.Join(", ", arguments)})]"
    );

    private static readonly Gen<string> File = Gen.Select(
        Attribute.Array[0, 6],
        Gen.OneOf("[Network(28, 28, 1)]", "[Network(9)]", "[Network]", ""),
        Gen.OneOf(
            "partial class",
            "class",
            "static partial class",
            "partial record",
            "partial struct",
            "file partial class",
            "enum",
            ""
        ),
        Gen.OneOf(
            "Net;",
            "Net<T>;",
            "Net(int x) : Base { }",
            "@class { }",
            "",
            "Net { [Network(3)] [Softmax] partial class Inner; }"
        ),
        (layers, network, kind, rest) =>
            $"using LayerGen;\n{network} {string.Join(" ", layers)} {kind} {rest}\n{kind} Net;"
    );

    [Fact]
    public void Generator_does_not_throw_on_random_attributes() =>
        File.Sample(AssertSound, iter: 1500, threads: 2);

    [Fact]
    public void Generator_does_not_throw_when_a_file_ends_anywhere()
    {
        GeneratorRun run = GeneratorRun.Of(GeneratorRun.Cnn);
        for (int length = 0; length < GeneratorRun.Cnn.Length; length++)
        {
            AssertSound(GeneratorRun.Cnn[..length]);
        }
    }

    [Fact]
    public void Generator_does_not_throw_when_any_character_is_missing()
    {
        for (int position = 0; position < GeneratorRun.Cnn.Length; position++)
        {
            AssertSound(GeneratorRun.Cnn.Remove(position, 1));
        }
    }

    [Fact]
    public void Typing_a_file_character_by_character_ends_at_the_same_text()
    {
        GeneratorRun run = GeneratorRun.Of("");
        GeneratorDriver driver = run.Driver;
        for (int length = 1; length <= GeneratorRun.Cnn.Length; length++)
        {
            driver = driver.RunGenerators(GeneratorRun.Compile(GeneratorRun.Cnn[..length]));
            Assert.Null(driver.GetRunResult().Results.Single().Exception);
        }

        Assert.Equal(
            Texts(GeneratorRun.Of(GeneratorRun.Cnn).Result),
            Texts(driver.GetRunResult().Results.Single())
        );
    }

    // What passes the checks gets code, however odd its sizes are: planning and emission have no other way out.
    [Fact]
    public void Every_network_that_fits_gets_code_for_three_vector_widths() =>
        AssertEmits(RandomDeclarations.Small, iterations: 150, fewestThatFit: 15);

    [Fact]
    public void Every_network_that_fits_gets_code_when_sizes_are_extreme() =>
        AssertEmits(RandomDeclarations.Extreme, iterations: 1500, fewestThatFit: 15);

    [Fact]
    public void Cancellation_is_honoured()
    {
        using CancellationTokenSource source = new();
        source.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() =>
            GeneratorRun
                .NewDriver()
                .RunGenerators(GeneratorRun.Compile(GeneratorRun.Cnn), source.Token)
        );
    }

    // Most random stacks do not fit; the count shows that the property is not true of an empty set.
    private static void AssertEmits(
        Gen<NetworkDeclaration> declarations,
        int iterations,
        int fewestThatFit
    )
    {
        int fitting = 0;
        declarations.Sample(
            declaration =>
            {
                if (
                    ShapeInference.Infer(declaration) is Generator.Core.Result<ShapedGraph>.Ok(
                        var graph
                    )
                )
                {
                    EquatableArray<GeneratedFile> files = NetworkEmitter.Emit(Planner.Plan(graph));
                    Assert.Equal(4, files.Count);
                    Assert.All(
                        files,
                        file => Assert.DoesNotContain("\r", file.Text, StringComparison.Ordinal)
                    );
                    Interlocked.Increment(ref fitting);
                }
            },
            iter: iterations,
            threads: 2
        );
        Assert.True(fitting >= fewestThatFit, $"Only {fitting} of {iterations} networks fit.");
    }

    private static IEnumerable<(string, string)> Texts(GeneratorRunResult result) =>
        result.GeneratedSources.Select(source => (source.HintName, source.SourceText.ToString()));

    private static void AssertSound(string file)
    {
        GeneratorRun run = GeneratorRun.Of(file);
        Assert.True(run.Result.Exception is null, $"{run.Result.Exception}\n{file}");
        Assert.All(
            run.Diagnostics,
            diagnostic =>
            {
                Assert.Contains(diagnostic.Descriptor, Rules.All);
                Assert.DoesNotContain("{", diagnostic.GetMessage(), StringComparison.Ordinal);
                Assert.True(diagnostic.Location.SourceSpan.End <= file.Length);
            }
        );
    }
}
