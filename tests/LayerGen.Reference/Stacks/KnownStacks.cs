using System.Collections.Immutable;

namespace LayerGen.Reference.Stacks;

/// <summary>Networks that are always the same: every layer kind alone, and some that are trained for several steps.</summary>
public static partial class KnownStacks
{
    private const string Place = "LayerGen.Known";

    private static readonly SampleShape Image = SampleShape.Image(7, 6, 3);

    private static readonly StackLayer Softmax = new StackLayer.Softmax();

    private static readonly StackLayer Flatten = new StackLayer.Flatten();

    private static readonly StackLayer Sigmoid = new StackLayer.Activate(Activation.Sigmoid);

    /// <summary>
    /// One network for each layer kind and setting, with as little around it as a network needs. A layer that learns
    /// nothing stands behind one that does, so that its gradient is seen through that layer's weights.
    /// </summary>
    public static ImmutableArray<Stack> Alone { get; } =
    [
        .. new (string Name, StackLayer Layer)[]
        {
            ("ConvValid", new StackLayer.Conv(5, 3, 3)),
            ("ConvSame", new StackLayer.Conv(5, 3, 2) { Padding = Padding.Same }),
            ("ConvSameEven", new StackLayer.Conv(3, 4, 4) { Padding = Padding.Same, Stride = 2 }),
            ("ConvStride", new StackLayer.Conv(16, 2, 3) { Stride = 2 }),
            ("ConvPoint", new StackLayer.Conv(17, 1, 1) { Stride = 3 }),
            ("ConvNoBias", new StackLayer.Conv(4, 5, 5) { UseBias = false }),
            ("ConvPenalties", new StackLayer.Conv(4, 2, 2) { L1 = 0.01, L2 = 0.02 }),
            ("ConvRelu", new StackLayer.Conv(16, 3, 3) { Activation = Activation.Relu }),
            ("ConvSigmoid", new StackLayer.Conv(4, 3, 3) { Activation = Activation.Sigmoid }),
            ("ConvTanh", new StackLayer.Conv(4, 3, 3) { Activation = Activation.Tanh }),
        }.Select(entry => Known(entry.Name, Image, entry.Layer, Flatten, Softmax)),
        .. OnImages,
        .. new (string Name, StackLayer Layer)[]
        {
            ("MaxPoolTwo", new StackLayer.Pool(PoolKind.Max, 2, 2)),
            ("MaxPoolOverlap", new StackLayer.Pool(PoolKind.Max, 3, 3) { Stride = 1 }),
            ("MaxPoolGaps", new StackLayer.Pool(PoolKind.Max, 2, 1) { Stride = 3 }),
            ("MaxPoolLarge", new StackLayer.Pool(PoolKind.Max, 4, 5)),
            ("MaxPoolOne", new StackLayer.Pool(PoolKind.Max, 1, 1)),
            ("AvgPoolTwo", new StackLayer.Pool(PoolKind.Average, 2, 2)),
            ("AvgPoolOverlap", new StackLayer.Pool(PoolKind.Average, 3, 2) { Stride = 1 }),
            ("AvgPoolAll", new StackLayer.Pool(PoolKind.Average, 7, 6)),
            ("ReluLayer", new StackLayer.Activate(Activation.Relu)),
            ("SigmoidLayer", new StackLayer.Activate(Activation.Sigmoid)),
            ("TanhLayer", new StackLayer.Activate(Activation.Tanh)),
            ("DropoutLayer", new StackLayer.Dropout(0.4)),
        }.SelectMany(entry =>
            new[]
            {
                Known(
                    $"{entry.Name}Inside",
                    Image,
                    Point(6),
                    entry.Layer,
                    Point(3),
                    Flatten,
                    Softmax
                ),
                Known($"{entry.Name}First", Image, entry.Layer, Point(4), Flatten, Softmax),
                Known($"{entry.Name}Last", Image, Point(4), entry.Layer, Flatten, Softmax),
            }
        ),
        .. new (string Name, StackLayer.Dense Layer)[]
        {
            ("Dense", new(7)),
            ("DenseNoBias", new(16) { UseBias = false }),
            ("DensePenalties", new(3) { L1 = 0.01, L2 = 0.02 }),
            ("DenseRelu", new(33) { Activation = Activation.Relu }),
            ("DenseSigmoid", new(5) { Activation = Activation.Sigmoid }),
            ("DenseTanh", new(5) { Activation = Activation.Tanh }),
        }.SelectMany(entry =>
            new[]
            {
                Known($"{entry.Name}Softmax", SampleShape.Features(11), entry.Layer, Softmax),
                Known($"{entry.Name}Labels", SampleShape.Features(11), entry.Layer, Sigmoid),
                Known(
                    $"{entry.Name}Hidden",
                    Image,
                    Flatten,
                    entry.Layer,
                    new StackLayer.Dense(4) { Activation = Activation.Sigmoid }
                ),
            }
        ),
        Known(
            "DenseLive",
            SampleShape.Features(83),
            new StackLayer.Dense(270) { Activation = Activation.Relu },
            new StackLayer.Dropout(0.6),
            new StackLayer.Dense(70)
            {
                Activation = Activation.Relu,
                L2 = 0.01,
                UseBias = false,
            },
            new StackLayer.Dropout(0.6),
            new StackLayer.Dense(64),
            Softmax
        ),
        // Weights that no near cache holds, of features and of pixels with padding between them; units that are no
        // whole blocks.
        Known(
            "DenseFarAway",
            SampleShape.Features(1100),
            new StackLayer.Dense(130) { Activation = Activation.Relu },
            new StackLayer.Dense(3),
            Softmax
        ),
        Known(
            "DenseFarAwayPixels",
            SampleShape.Image(10, 12, 3),
            Three(20) with
            {
                Activation = Activation.Tanh,
            },
            Flatten,
            new StackLayer.Dense(90) { Activation = Activation.Tanh, UseBias = false },
            new StackLayer.Dense(3),
            Softmax
        ),
        // Rows of their weights are shorter than the widest vectors, and no multiple of the narrower ones.
        Known(
            "DenseNarrow",
            SampleShape.Features(5),
            [
                .. new[] { 9, 5, 10, 6, 11, 4, 13, 2, 14, 3, 15, 7 }.Select(
                    units => new StackLayer.Dense(units)
                ),
                Softmax,
            ]
        ),
        Known("OneOutput", SampleShape.Features(1), new StackLayer.Dense(1), Sigmoid),
        Known("LabelsOfPixels", Image, Point(2), Sigmoid),
        Known("FlattenTwice", Image, Point(2), Flatten, Flatten, Softmax),
    ];

    /// <summary>Networks that are trained for several steps.</summary>
    public static ImmutableArray<Stack> Trained { get; } =
    [
        Known(
            "DigitCnn",
            SampleShape.Image(12, 12, 1),
            new StackLayer.Conv(16, 3, 3) { Activation = Activation.Relu },
            new StackLayer.Pool(PoolKind.Max, 2, 2),
            new StackLayer.Conv(32, 2, 2) { Activation = Activation.Relu },
            new StackLayer.Pool(PoolKind.Max, 2, 2),
            Flatten,
            new StackLayer.Dense(10),
            Softmax
        ),
        Known(
            "DroppingCnn",
            SampleShape.Image(9, 11, 3),
            new StackLayer.Conv(8, 3, 3) { Padding = Padding.Same, Activation = Activation.Relu },
            new StackLayer.Dropout(0.25),
            new StackLayer.Conv(13, 3, 2) { Padding = Padding.Same, Stride = 2 },
            new StackLayer.Activate(Activation.Tanh),
            new StackLayer.Pool(PoolKind.Average, 3, 3) { Stride = 1 },
            Flatten,
            new StackLayer.Dense(24) { Activation = Activation.Relu, L2 = 0.001 },
            new StackLayer.Dropout(0.5),
            new StackLayer.Dense(6),
            Softmax
        ),
        Known(
            "NarrowCnn",
            SampleShape.Image(12, 30, 1),
            Few(6, 3),
            new StackLayer.Dropout(0.25),
            Few(5, 3),
            Two(PoolKind.Average),
            Few(9, 3),
            Two(PoolKind.Max),
            Flatten,
            new StackLayer.Dense(4),
            Softmax
        ),
        Known(
            "Overlapping",
            SampleShape.Image(10, 7, 2),
            new StackLayer.Pool(PoolKind.Max, 3, 2) { Stride = 1 },
            new StackLayer.Conv(20, 1, 1) { Activation = Activation.Sigmoid, UseBias = false },
            new StackLayer.Pool(PoolKind.Max, 4, 4) { Stride = 2 },
            Flatten,
            new StackLayer.Dense(5) { Activation = Activation.Sigmoid, L1 = 0.001 }
        ),
        Known(
            "DenseTower",
            SampleShape.Features(70),
            new StackLayer.Dropout(0.1),
            new StackLayer.Dense(130) { Activation = Activation.Relu, L1 = 0.0001 },
            new StackLayer.Dense(33) { Activation = Activation.Tanh },
            new StackLayer.Dense(3),
            Softmax
        ),
        // Whole vectors of channels and filters: every algorithm that needs these is possible.
        Known(
            "DeepCnn",
            SampleShape.Image(12, 10, 3),
            Three(16) with
            {
                Padding = Padding.Same,
            },
            Three(32) with
            {
                Padding = Padding.Same,
            },
            Two(PoolKind.Max),
            Three(16),
            Flatten,
            new StackLayer.Dense(5),
            Softmax
        ),
        // Rows and columns in fours.
        Known(
            "WideCnn",
            SampleShape.Image(8, 12, 3),
            Three(16) with
            {
                Padding = Padding.Same,
            },
            Three(16) with
            {
                Padding = Padding.Same,
            },
            Two(PoolKind.Max),
            Flatten,
            new StackLayer.Dense(5),
            Softmax
        ),
    ];

    /// <summary>All of them.</summary>
    public static ImmutableArray<Stack> All { get; } = [.. Alone, .. Trained];

    private static StackLayer.Conv Point(int filters) => new(filters, 1, 1);

    // Whole vectors of channels and filters and a 3×3 kernel: what fast algorithms are made for.
    private static StackLayer.Conv Three(int filters) =>
        new(filters, 3, 3) { Activation = Activation.Relu };

    // Fewer filters than lanes over rows of many columns: columns are in the lanes.
    private static StackLayer.Conv Few(int filters, int kernel) =>
        new(filters, kernel, kernel) { Padding = Padding.Same, Activation = Activation.Tanh };

    private static StackLayer.Pool Two(PoolKind kind) => new(kind, 2, 2);

    private static Stack Known(string name, SampleShape input, params StackLayer[] layers) =>
        new(Place, name, input, [.. layers]);
}
