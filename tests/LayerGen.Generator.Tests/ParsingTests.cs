using System.Collections.Immutable;
using LayerGen.Generator.Core;
using LayerGen.Generator.Core.Layers;
using Microsoft.CodeAnalysis;

namespace LayerGen.Generator.Tests;

public sealed class ParsingTests
{
    [Fact]
    public void Every_argument_is_read()
    {
        NetworkDeclaration declaration = Declaration(
            """
            using LayerGen;
            [Network(9, 8, 3)]
            [Conv(4, 3, 2, Stride = 2, Padding = Padding.Same, Activation = Activation.Tanh, UseBias = false, L1 = 0.5, L2 = 2)]
            [Conv(kernelSize: 1, filters: 5)]
            [MaxPool(2, Stride = 1)]
            [AvgPool(1, 2)]
            [Relu]
            [Tanh]
            [Flatten]
            [Dropout(0)]
            [Dense(units: 2, L2 = 0.25, Activation = Activation.Sigmoid)]
            [Sigmoid]
            partial class Net;
            """
        );

        Assert.Equal(new Shape.Image(9, 8, 3), declaration.Inputs[0].Shape);
        Assert.Equal<Layer>(
            [
                new ConvLayer(
                    4,
                    new(3, 2),
                    new(2, 2),
                    Generator.Core.Layers.Padding.Same,
                    Generator.Core.Layers.Activation.Tanh,
                    false,
                    new(0.5, 2)
                ),
                new ConvLayer(
                    5,
                    new(1, 1),
                    new(1, 1),
                    Generator.Core.Layers.Padding.Valid,
                    Generator.Core.Layers.Activation.None,
                    true,
                    default
                ),
                new PoolLayer(Pooling.Max, new(2, 2), new(1, 1)),
                new PoolLayer(Pooling.Average, new(1, 2), new(1, 2)),
                new ActivationLayer(Generator.Core.Layers.Activation.Relu),
                new ActivationLayer(Generator.Core.Layers.Activation.Tanh),
                new FlattenLayer(),
                new DropoutLayer(0),
                new DenseLayer(2, Generator.Core.Layers.Activation.Sigmoid, true, new(0, 0.25)),
                new ActivationLayer(Generator.Core.Layers.Activation.Sigmoid),
            ],
            declaration.Layers.Select(use => use.Layer)
        );
    }

    [Fact]
    public void Constants_and_other_attributes_are_understood()
    {
        NetworkDeclaration declaration = Declaration(
            """
            using L = LayerGen;
            namespace @namespace.Inner
            {
                static class Sizes { public const int Units = 1 + 2; }
                [System.Obsolete, L.NetworkAttribute(4), L::DenseAttribute(Sizes.Units)]
                [L.Softmax, System.Serializable]
                sealed partial class @class { }
            }
            """
        );

        Assert.Equal(("namespace.Inner", "class"), (declaration.Namespace, declaration.ClassName));
        Assert.Equal(
            ["[Dense(3)]", "[Softmax]"],
            declaration.Layers.Select(use => use.Layer.AttributeText)
        );
    }

    [Theory]
    [InlineData(
        "[Network(4)] [Dense(3)] [Softmax] partial class Net; partial class Net { int a; }"
    )]
    [InlineData(
        "partial class Net { int a; } [Network(4)] [Dense(3)] [Softmax] partial class Net;"
    )]
    [InlineData(
        "[System.Obsolete] partial class Net; [Network(4)] [Dense(3)] [Softmax] partial class Net;"
    )]
    [InlineData(
        "partial class Net : System.Exception; [Network(4)] [Dense(3)] [Softmax] partial class Net;"
    )]
    public void Network_is_read_once_when_its_class_has_several_parts(string source)
    {
        GeneratorRun run = GeneratorRun.Of($"using LayerGen; {source}");

        Assert.Empty(run.Diagnostics);
        Assert.Single(run.Reasons(TrackingNames.Infer));
    }

    [Fact]
    public void Layers_keep_the_order_in_which_they_are_written()
    {
        string[] written =
        [
            "Relu",
            "Tanh",
            "Relu",
            "Sigmoid",
            "Tanh",
            "Dense(3)",
            "Relu",
            "Softmax",
        ];

        NetworkDeclaration declaration = Declaration(
            $"using LayerGen; [Relu, Network(4), {string.Join(", ", written)}] partial class Net;"
        );

        Assert.Equal(
            ["[Relu]", .. written.Select(name => $"[{name}]")],
            declaration.Layers.Select(use => use.Layer.AttributeText)
        );
    }

    [Fact]
    public void Networks_get_files_of_their_own_when_their_names_are_alike()
    {
        GeneratorRun run = GeneratorRun.Of(
            """
            using LayerGen;
            [Network(4)] [Dense(3)] [Softmax] partial class Net;
            namespace A { [Network(4)] [Dense(3)] [Softmax] partial class Net; }
            namespace B { [Network(4)] [Dense(3)] [Softmax] partial class Net; }
            namespace B { [Network(4)] [Dense(3)] [Softmax] partial class NET; }
            namespace b { [Network(4)] [Dense(3)] [Softmax] partial class Net; }
            """
        );

        ImmutableArray<GeneratedSourceResult> sources = run.Result.GeneratedSources;
        Assert.Null(run.Result.Exception);
        Assert.Equal(
            sources.Length,
            sources
                .Select(source => source.HintName)
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Count()
        );
        Assert.Equal(5, run.Reasons(TrackingNames.Emit).Count());
        Assert.Contains(sources, source => source.HintName == "A.Net.g.cs");
        Assert.Contains(sources, source => source.HintName == "B.NET.g.cs");
        Assert.Contains(sources, source => source.HintName == "B.Net-2.g.cs");
        Assert.Contains(sources, source => source.HintName == "b.Net-3.g.cs");
    }

    [Fact]
    public void Networks_get_files_of_their_own_when_one_is_named_like_a_file_of_another()
    {
        GeneratorRun run = GeneratorRun.Of(
            """
            using LayerGen;
            namespace digits { [Network(4)] [Dense(3)] [Softmax] partial class net; }
            namespace Digits.Net { [Network(4)] [Dense(3)] [Softmax] partial class Vector512; }
            """
        );

        Assert.Null(run.Result.Exception);
        Assert.Contains(
            run.Result.GeneratedSources,
            source => source.HintName == "Digits.Net.Vector512-2.g.cs"
        );
    }

    [Fact]
    public void Struct_is_left_to_the_compiler()
    {
        GeneratorRun run = GeneratorRun.Of("[LayerGen.Network(4)] partial struct Net;");

        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.Result.GeneratedSources);
    }

    [Fact]
    public void Attribute_of_another_namespace_is_no_network()
    {
        GeneratorRun run = GeneratorRun.Of(
            "class NetworkAttribute : System.Attribute; [Network] class Net;"
        );

        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.Result.GeneratedSources);
    }

    private static NetworkDeclaration Declaration(string source)
    {
        GeneratorRun run = GeneratorRun.Of(source);
        Assert.Empty(run.Diagnostics);
        object output = run
            .Result.TrackedSteps[TrackingNames.Declare]
            .Single()
            .Outputs.Single()
            .Value;
        return Assert.IsType<Generator.Core.Result<NetworkDeclaration>.Ok>(output).Value;
    }
}
