using CsCheck;
using LayerGen.Generator.Core;
using LayerGen.Generator.Core.Layers;
using LayerGen.Generator.Core.Losses;
using LayerGen.Generator.Core.Planning;

namespace LayerGen.Generator.Tests.Planning;

/// <summary>Shaped graphs for tests of the plan: named networks, and random ones whose layers always fit.</summary>
internal static class Graphs
{
    public const Generator.Core.Layers.Activation None = Generator.Core.Layers.Activation.None;
    public const Generator.Core.Layers.Activation Relu = Generator.Core.Layers.Activation.Relu;
    public const Generator.Core.Layers.Activation Sigmoid = Generator
        .Core
        .Layers
        .Activation
        .Sigmoid;
    public const Generator.Core.Layers.Activation Tanh = Generator.Core.Layers.Activation.Tanh;

    public static Layer Flatten { get; } = new FlattenLayer();

    public static Layer Softmax { get; } = new LossLayer(new SoftmaxLoss(0));

    /// <summary>The reference network: 34,826 parameters.</summary>
    public static ShapedGraph Cnn =>
        Of(
            new Shape.Image(28, 28, 1),
            Conv(32, 3, Relu),
            MaxPool(2),
            Conv(64, 3, Relu),
            MaxPool(2),
            Flatten,
            Dense(10),
            Softmax
        );

    /// <summary>LeNet-5 with tanh and means.</summary>
    public static ShapedGraph LeNet =>
        Of(
            new Shape.Image(28, 28, 1),
            Conv(6, 5, Tanh, same: true),
            AvgPool(2),
            Conv(16, 5, Tanh),
            AvgPool(2),
            Flatten,
            Dense(120, Tanh),
            Dense(84, Tanh),
            Dense(10),
            Softmax
        );

    /// <summary>Dense layers with dropout; activations as properties and as layers.</summary>
    public static ShapedGraph Mlp =>
        Of(
            new Shape.Features(100),
            Dense(64, Relu),
            Dropout,
            Dense(33),
            Activate(Tanh),
            Dense(10),
            Softmax
        );

    /// <summary>Pairs of same-padded convolutions with a maximum behind each pair.</summary>
    public static ShapedGraph Vgg =>
        Of(
            new Shape.Image(32, 32, 3),
            Conv(32, 3, Relu, same: true),
            Conv(32, 3, Relu, same: true),
            MaxPool(2),
            Conv(64, 3, Relu, same: true),
            Conv(64, 3, Relu, same: true),
            MaxPool(2),
            Flatten,
            Dense(128, Relu),
            Dropout,
            Dense(10),
            Softmax
        );

    /// <summary>Convolutions that take every other position, several labels.</summary>
    public static ShapedGraph Strided =>
        Of(
            new Shape.Image(28, 20, 3),
            Conv(20, 3, None, same: true, stride: 2, useBias: false),
            Activate(Sigmoid),
            Conv(16, 3, None, stride: 2),
            Flatten,
            Dense(5, Sigmoid)
        );

    /// <summary>What fuses with nothing.</summary>
    public static ShapedGraph Unfused =>
        Of(
            new Shape.Image(12, 11, 2),
            Dropout,
            Conv(16, 3, same: true),
            MaxPool(3, stride: 2),
            Dropout,
            Conv(24, 3, same: true),
            AvgPool(2),
            Activate(Tanh),
            AvgPool(2, stride: 1),
            Flatten,
            Softmax
        );

    /// <summary>What a graph has beyond a chain: a sum, a product, and channels side by side.</summary>
    public static ShapedGraph Residual =>
        Of(
            new Shape.Image(8, 8, 3),
            (Conv(16, 3, Relu, same: true), [-1]),
            (Conv(16, 3, same: true), [0]),
            (Join(Joining.Add), [1, 0]),
            (Activate(Relu), [2]),
            (Join(Joining.Multiply), [3, 0]),
            (Conv(8, 1), [4]),
            (Join(Joining.Concat), [5, 0]),
            (AvgPool(2), [6]),
            (new BatchNormLayer(0.9, 1e-5, true, true, default), [7]),
            (new UpSampleLayer(2), [8]),
            (Flatten, [9]),
            (Dense(3), [10]),
            (Softmax, [11])
        );

    public static IEnumerable<ShapedGraph> Named => [Cnn, LeNet, Mlp, Vgg, Strided, Unfused];

    /// <summary>Random networks: every layer kind, odd sizes, kernels and windows 1 to 5, any activation.</summary>
    public static Gen<ShapedGraph> Any { get; } =
        Gen.Select(
            Gen.Select(Gen.Int[1, 20], Gen.Int[1, 20], Gen.OneOf(1, 2, 3, 16, 20)),
            Step.Gen.Array[0, 5],
            Step.Gen.Array[0, 2],
            Gen.Int[2, 40],
            Gen.Int[0, 3],
            (input, imageSteps, featureSteps, units, end) =>
            {
                Shape.Image image = new(input.Item1, input.Item2, input.Item3);
                Layer[] images = OnImages(image, imageSteps);
                Layer[] body = [.. images, Flatten, .. featureSteps.Select(OnFeatures)];
                bool learns = body.Any(layer => layer.Learns);
                Layer[] head = end switch
                {
                    0 => [Dense(units), Softmax],
                    1 => [Dense(units), Activate(Sigmoid)],
                    3 when learns => [Activate(Sigmoid)],
                    _ => [Dense(units, Sigmoid)],
                };
                return Of(image, [.. body, .. head]);
            }
        );

    public static ShapedGraph Of(Shape input, params Layer[] layers) =>
        ShapeInference.Infer(NetworkDeclaration.Chain("Tests", "Net", input, [.. layers])) switch
        {
            Generator.Core.Result<ShapedGraph>.Ok(var graph) => graph,
            var failed => throw new ArgumentException(failed.Errors.ToString(), nameof(layers)),
        };

    /// <summary>A graph of layers with the places of what each reads.</summary>
    public static ShapedGraph Of(Shape input, params (Layer Layer, int[] Sources)[] layers) =>
        ShapeInference.Infer(
            new(
                "Tests",
                "Net",
                [NetworkInput.Only(input)],
                [
                    .. layers.Select(
                        (layer, index) =>
                            new LayerUse(index, "", "", layer.Layer, [.. layer.Sources])
                    ),
                ]
            )
        ) switch
        {
            Generator.Core.Result<ShapedGraph>.Ok(var graph) => graph,
            var failed => throw new ArgumentException(failed.Errors.ToString(), nameof(layers)),
        };

    public static Layer Join(Joining joining) => new JoinLayer(joining, ["other"]);

    public static Layer Conv(
        int filters,
        int kernel,
        Generator.Core.Layers.Activation activation = None,
        bool same = false,
        int stride = 1,
        bool useBias = true
    ) =>
        new ConvLayer(
            filters,
            new(kernel, kernel),
            new(stride, stride),
            same ? Generator.Core.Layers.Padding.Same : Generator.Core.Layers.Padding.Valid,
            activation,
            useBias,
            default
        );

    public static Layer MaxPool(int size, int? stride = null) =>
        Pool(Pooling.Max, new(size, size), new(stride ?? size, stride ?? size));

    public static Layer AvgPool(int size, int? stride = null) =>
        Pool(Pooling.Average, new(size, size), new(stride ?? size, stride ?? size));

    public static Layer Pool(Pooling pooling, Size2 size, Size2 stride) =>
        new PoolLayer(pooling, size, stride);

    public static Layer Dense(int units, Generator.Core.Layers.Activation activation = None) =>
        new DenseLayer(units, activation, true, default);

    public static Layer Activate(Generator.Core.Layers.Activation activation) =>
        new ActivationLayer(activation);

    public static Layer Dropout { get; } = new DropoutLayer(0.5);

    /// <summary>A convolution's stage before its algorithms are chosen.</summary>
    public static ConvStage Convolution(
        Layout input,
        Size2 output,
        Size2 kernel,
        Size2? stride = null,
        int filters = 16,
        FusedPool? pool = null,
        Generator.Core.Layers.Activation activation = None
    ) =>
        new(
            "Conv1",
            [0],
            input,
            Layout.Vectorised(new Shape.Image(output.Height, output.Width, filters)),
            false,
            kernel,
            stride ?? new(1, 1),
            filters,
            activation,
            pool,
            null,
            ConvBackwardAlgorithm.LivePositions,
            new(
                "conv1",
                new("weight", [filters, kernel.Height, kernel.Width, input.Channels], 1, 1),
                null,
                default,
                Initialiser.HeUniform
            )
        );

    private static Layer[] OnImages(Shape.Image image, Step[] steps)
    {
        List<Layer> layers = [];
        Shape shape = image;
        foreach (Step step in steps)
        {
            Shape.Image now = (Shape.Image)shape;
            int height = Math.Min(step.Height, now.Height);
            int width = Math.Min(step.Width, now.Width);
            Layer layer = step.Kind switch
            {
                <= 4 => new ConvLayer(
                    step.Channels,
                    new(height, width),
                    new(step.Stride, step.Stride),
                    step.Flag
                        ? Generator.Core.Layers.Padding.Same
                        : Generator.Core.Layers.Padding.Valid,
                    step.Activation,
                    step.Stride < 3,
                    default
                ),
                <= 7 => Pool(
                    step.Flag ? Pooling.Max : Pooling.Average,
                    new(height, width),
                    new(step.Stride, step.Stride)
                ),
                8 => Dropout,
                _ => Activate(step.Activation == None ? Relu : step.Activation),
            };
            layers.Add(layer);
            shape = Of(image, [.. layers, Flatten, Dense(2, Sigmoid)])
                .Layers[layers.Count - 1]
                .Output;
        }
        return [.. layers];
    }

    private static Layer OnFeatures(Step step) =>
        step.Kind switch
        {
            <= 5 => Dense(step.Channels, step.Activation),
            <= 7 => Dropout,
            _ => Activate(step.Activation == None ? Tanh : step.Activation),
        };

    private sealed record Step(
        int Kind,
        int Height,
        int Width,
        int Stride,
        int Channels,
        Generator.Core.Layers.Activation Activation,
        bool Flag
    )
    {
        public static Gen<Step> Gen { get; } =
            CsCheck.Gen.Select(
                CsCheck.Gen.Int[0, 9],
                CsCheck.Gen.Select(
                    CsCheck.Gen.Int[1, 5],
                    CsCheck.Gen.Int[1, 5],
                    CsCheck.Gen.Int[1, 3]
                ),
                CsCheck.Gen.OneOf(1, 5, 16, 20, 32),
                CsCheck.Gen.Enum<Generator.Core.Layers.Activation>(),
                CsCheck.Gen.Bool,
                (kind, sizes, channels, activation, flag) =>
                    new Step(
                        kind,
                        sizes.Item1,
                        sizes.Item2,
                        sizes.Item3,
                        channels,
                        activation,
                        flag
                    )
            );
    }
}
