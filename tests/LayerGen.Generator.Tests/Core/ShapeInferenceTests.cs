using CsCheck;
using LayerGen.Generator.Core;
using LayerGen.Generator.Core.Layers;
using LayerGen.Generator.Core.Losses;

namespace LayerGen.Generator.Tests.Core;

public sealed class ShapeInferenceTests
{
    private const Generator.Core.Layers.Activation NoActivation = Generator
        .Core
        .Layers
        .Activation
        .None;
    private const Generator.Core.Layers.Activation Relu = Generator.Core.Layers.Activation.Relu;
    private const Generator.Core.Layers.Activation Sigmoid = Generator
        .Core
        .Layers
        .Activation
        .Sigmoid;

    // Worked by hand: 28 − 3 + 1 = 26, 26 / 2 = 13, 13 − 3 + 1 = 11, ⌊11 / 2⌋ = 5, 5·5·64 = 1600.
    // Weights: 3·3·1·32 + 32 = 320; 3·3·32·64 + 64 = 18,496; 1600·10 + 10 = 16,010.
    // Multiply-adds: 26·26·32·9 = 194,688; 11·11·64·288 = 2,230,272; 16,000.
    [Fact]
    public void Reference_network_has_the_shapes_worked_by_hand()
    {
        ShapedGraph graph = Ok(
            new Shape.Image(28, 28, 1),
            Conv(32, 3, Relu),
            Pool(2),
            Conv(64, 3, Relu),
            Pool(2),
            new FlattenLayer(),
            Dense(10),
            new LossLayer(new SoftmaxLoss(0))
        );

        Assert.Equal(
            [
                ("conv1", "26×26×32", 320, 194_688L, "Conv(32, 3×3, Relu)"),
                ("maxpool1", "13×13×32", 0, 0L, "MaxPool(2×2)"),
                ("conv2", "11×11×64", 18_496, 2_230_272L, "Conv(64, 3×3, Relu)"),
                ("maxpool2", "5×5×64", 0, 0L, "MaxPool(2×2)"),
                ("flatten1", "1600", 0, 0L, "Flatten"),
                ("dense1", "10", 16_010, 16_000L, "Dense(10)"),
                ("softmax1", "10", 0, 0L, "Softmax"),
            ],
            graph.Layers.Select(layer =>
                (
                    layer.Name,
                    layer.Output.ToString()!,
                    layer.ParameterCount,
                    layer.MultiplyAdds,
                    layer.Layer.Display
                )
            )
        );
        Assert.Equal([-1, 0, 1, 2, 3, 4, 5], graph.Layers.Select(layer => layer.Sources[0]));
        Assert.Equal(34_826, graph.ParameterCount);
        Assert.Equal(2_440_960, graph.MultiplyAdds);
    }

    [Fact]
    public void Parameters_of_a_convolution_state_their_axes_and_fans()
    {
        ShapedGraph graph = Ok(
            new Shape.Image(8, 9, 3),
            new ConvLayer(
                5,
                new(2, 4),
                new(1, 1),
                Generator.Core.Layers.Padding.Valid,
                NoActivation,
                true,
                default
            ),
            new FlattenLayer(),
            Dense(2),
            new LossLayer(new SoftmaxLoss(0))
        );

        // fan in 2·4·3, fan out 2·4·5.
        Assert.Equal<ParameterShape>(
            [new("weight", [5, 2, 4, 3], 24, 40), new("bias", [5], 24, 40)],
            graph.Layers[0].Parameters
        );
        Assert.Equal(
            (5, 24),
            (graph.Layers[0].Parameters[0].Rows, graph.Layers[0].Parameters[0].Columns)
        );
        Assert.Equal(
            (5, 1),
            (graph.Layers[0].Parameters[1].Rows, graph.Layers[0].Parameters[1].Columns)
        );
        // 7 × 6 positions of 5 filters.
        Assert.Equal<ParameterShape>(
            [new("weight", [2, 210], 210, 2), new("bias", [2], 210, 2)],
            graph.Layers[2].Parameters
        );
    }

    [Fact]
    public void Bias_is_left_out_when_it_is_off()
    {
        ShapedGraph graph = Ok(
            new Shape.Features(4),
            new DenseLayer(3, Sigmoid, UseBias: false, default)
        );

        Assert.Equal(["weight"], graph.Layers[0].Parameters.Select(parameter => parameter.Role));
        Assert.Equal(12, graph.ParameterCount);
    }

    [Fact]
    public void Flatten_passes_features_unchanged()
    {
        ShapedGraph graph = Ok(
            new Shape.Features(4),
            new FlattenLayer(),
            Dense(2),
            new FlattenLayer(),
            new LossLayer(new SoftmaxLoss(0))
        );

        Assert.Equal(["4", "2", "2", "2"], graph.Layers.Select(layer => layer.Output.ToString()!));
        Assert.Equal(
            ["flatten1", "dense1", "flatten2", "softmax1"],
            graph.Layers.Select(layer => layer.Name)
        );
    }

    [Fact]
    public void Sigmoid_ends_a_network_as_a_layer_or_as_an_activation()
    {
        Ok(new Shape.Features(4), Dense(1), new ActivationLayer(Sigmoid));
        Ok(new Shape.Features(4), new DenseLayer(1, Sigmoid, true, default));
        Assert.Equal([RuleIds.NoLoss], Failures(new Shape.Features(4), Dense(1)));
        Assert.Equal(
            [RuleIds.NoLoss],
            Failures(
                new Shape.Features(4),
                new DenseLayer(3, Sigmoid, true, default),
                new DropoutLayer(0.5)
            )
        );
    }

    [Fact]
    public void Every_shape_is_the_next_layers_input_when_a_random_network_fits() =>
        RandomDeclarations.Small.Sample(declaration =>
        {
            if (
                ShapeInference.Infer(declaration) is Generator.Core.Result<ShapedGraph>.Ok(
                    var graph
                )
            )
            {
                Assert.Equal(
                    declaration.Layers.Select(use => use.Layer).ToEquatableArray(),
                    graph.Layers.Select(layer => layer.Layer).ToEquatableArray()
                );
                Shape reaching = declaration.Inputs[0].Shape;
                foreach (ShapedLayer layer in graph.Layers)
                {
                    Assert.Equal(reaching, layer.Input);
                    Assert.All(layer.Output.Axes, axis => Assert.True(axis > 0));
                    Assert.Equal(
                        layer.Output.Axes.Aggregate(1, (product, axis) => product * axis),
                        layer.Output.Size
                    );
                    Assert.Equal(layer.Layer.Learns, layer.ParameterCount > 0);
                    reaching = layer.Output;
                }
                Assert.Equal(reaching, graph.Output);
                Assert.Equal(
                    graph.Layers.Count,
                    graph.Layers.Select(layer => layer.Name).Distinct().Count()
                );
            }
        });

    [Fact]
    public void Infer_gives_a_graph_or_errors_but_never_throws_when_sizes_are_extreme() =>
        RandomDeclarations.Extreme.Sample(declaration =>
            ShapeInference.Infer(declaration) switch
            {
                Generator.Core.Result<ShapedGraph>.Ok(var graph) => graph.ParameterCount
                    <= SizeLimit.Values
                    && graph.MultiplyAdds <= SizeLimit.MultiplyAdds
                    && graph.Layers.All(layer => layer.Output.Size <= SizeLimit.Values),
                Generator.Core.Result<ShapedGraph>.Failed(var errors) => errors.Count > 0,
                _ => false,
            }
        );

    private static ConvLayer Conv(
        int filters,
        int kernel,
        Generator.Core.Layers.Activation activation
    ) =>
        new(
            filters,
            new(kernel, kernel),
            new(1, 1),
            Generator.Core.Layers.Padding.Valid,
            activation,
            true,
            default
        );

    private static PoolLayer Pool(int size) => new(Pooling.Max, new(size, size), new(size, size));

    private static DenseLayer Dense(int units) => new(units, NoActivation, true, default);

    private static ShapedGraph Ok(Shape input, params EquatableArray<Layer> layers) =>
        Assert
            .IsType<Generator.Core.Result<ShapedGraph>.Ok>(
                ShapeInference.Infer(NetworkDeclaration.Chain("", "Net", input, layers))
            )
            .Value;

    private static IEnumerable<string> Failures(Shape input, params EquatableArray<Layer> layers) =>
        ShapeInference
            .Infer(NetworkDeclaration.Chain("", "Net", input, layers))
            .Errors.Select(error => error.Id);
}
