using System.Collections.Immutable;
using LayerGen.Reference.Naive.Functions;

namespace LayerGen.Reference.Stacks.Graphs;

/// <summary>Small graphs that are always the same: every kind alone, with as little around it as a network needs.</summary>
public static class KnownGraphs
{
    private const string Place = "LayerGen.KnownGraphs";

    private static readonly SampleShape Image = SampleShape.Image(6, 5, 3);

    private static readonly SampleShape Features = SampleShape.Features(7);

    private static readonly ImmutableArray<StackLayer> Classes =
    [
        new StackLayer.Flatten(),
        new StackLayer.Dense(3),
        new StackLayer.Softmax(),
    ];

    /// <summary>The names of all functions of single values.</summary>
    public static ImmutableArray<string> Functions => Function.Names;

    /// <summary>All of them.</summary>
    public static ImmutableArray<Stack> All { get; } =
    [.. Joins(), .. Normalisations(), .. Images(), .. FunctionsAlone(), .. Ends(), .. Wholes()];

    /// <summary>Those of which generated networks know everything.</summary>
    public static ImmutableArray<Stack> Supported { get; } =
    [.. All.Where(stack => GraphKinds.Of(stack).IsSubsetOf(GraphKinds.Supported))];

    private static IEnumerable<Stack> Joins() =>
        from kind in Enum.GetValues<JoinKind>()
        from stack in new[]
        {
            Known(
                $"{kind}Image",
                Image,
                [
                    Conv(4) with
                    {
                        Name = "stem",
                    },
                    Conv(4) with
                    {
                        Activation = Activation.Tanh,
                    },
                    new StackLayer.Join(kind, ["stem"]),
                    .. Classes,
                ]
            ),
            Known(
                $"{kind}Features",
                Features,
                [
                    new StackLayer.Dense(5) { Name = "stem" },
                    new StackLayer.Activate(Activation.Sigmoid) { Name = "sigmoid" },
                    new StackLayer.Activate(Activation.Tanh) { From = "stem", Name = "tanh" },
                    new StackLayer.Dense(5) { From = "stem" },
                    // Itself, too: a value may be read twice by one layer.
                    new StackLayer.Join(kind, ["sigmoid", "tanh", "stem", "stem"]),
                    new StackLayer.Dense(3),
                    new StackLayer.Softmax(),
                ]
            ),
            Known(
                $"{kind}Input",
                Image,
                [
                    new StackLayer.Activate(Activation.Relu),
                    new StackLayer.Join(kind, ["input"]),
                    Conv(2),
                    .. Classes,
                ]
            ),
        }
        select stack;

    private static IEnumerable<Stack> Normalisations() =>
        from entry in new (string Name, StackLayer.Norm Norm)[]
        {
            ("Batch", new StackLayer.BatchNorm()),
            ("BatchBiased", new StackLayer.BatchNorm { HasBiasedVariance = true, Momentum = 0.5 }),
            ("Layer", new StackLayer.LayerNorm()),
            ("LayerBare", new StackLayer.LayerNorm { Scale = false, Shift = false }),
            ("Group", new StackLayer.GroupNorm(2)),
            ("GroupScale", new StackLayer.GroupNorm(1) { Shift = false, Epsilon = 0.01 }),
        }
        from stack in new[]
        {
            Known($"{entry.Name}NormImage", Image, [Conv(4), entry.Norm, .. Classes]),
            Known(
                $"{entry.Name}NormRelu",
                Image,
                [
                    Conv(16) with
                    {
                        UseBias = false,
                    },
                    entry.Norm,
                    new StackLayer.Activate(Activation.Relu),
                    new StackLayer.Pool(PoolKind.Max, 2, 2),
                    .. Classes,
                ]
            ),
            Known(
                $"{entry.Name}NormFirst",
                entry.Norm is StackLayer.GroupNorm ? SampleShape.Image(3, 4, 6) : Features,
                [entry.Norm, .. Classes]
            ),
        }
        select stack;

    private static IEnumerable<Stack> Images() =>
        from entry in new (string Name, StackLayer Layer)[]
        {
            ("GlobalMaxPool", new StackLayer.GlobalPool(PoolKind.Max)),
            ("GlobalAvgPool", new StackLayer.GlobalPool(PoolKind.Average)),
            ("UpSample", new StackLayer.UpSample(2)),
            ("UpSampleThree", new StackLayer.UpSample(3)),
            ("Reshape", new StackLayer.Reshape(SampleShape.Image(2, 15, 4))),
            ("ReshapeFeatures", new StackLayer.Reshape(SampleShape.Features(120))),
            (
                "MaxPoolSame",
                new StackLayer.Pool(PoolKind.Max, 3, 3) { Stride = 2, Padding = Padding.Same }
            ),
            ("AvgPoolSame", new StackLayer.Pool(PoolKind.Average, 4, 2) { Padding = Padding.Same }),
            (
                "AvgPoolKeep",
                new StackLayer.Pool(PoolKind.Average, 3, 3) { Stride = 1, Padding = Padding.Same }
            ),
            ("Border", new StackLayer.Conv(3, 3, 2) { Border = new(2, 0, 1, 3) }),
            ("Dilation", new StackLayer.Conv(5, 3, 3) { Dilation = 2, Padding = Padding.Same }),
            ("DilationValid", new StackLayer.Conv(5, 2, 2) { Dilation = 3, Stride = 2 }),
            ("Groups", new StackLayer.Conv(6, 3, 3) { Groups = 2, Activation = Activation.Relu }),
            ("GroupsPoint", new StackLayer.Conv(8, 1, 1) { Groups = 4 }),
            ("Depthwise", new StackLayer.Depthwise(3, 3) { Padding = Padding.Same }),
            (
                "DepthwiseTwice",
                new StackLayer.Depthwise(3, 3)
                {
                    Multiplier = 2,
                    Stride = 2,
                    UseBias = false,
                }
            ),
        }
        select Known(entry.Name, Image, [Conv(4), entry.Layer, .. Classes]);

    private static IEnumerable<Stack> FunctionsAlone() =>
        from name in Function.Names.Except(["Relu", "Sigmoid", "Tanh"])
        select Known(
            name,
            Image,
            [
                // Wide enough to reach both ends of functions that end.
                Conv(5) with
                {
                    Activation = Activation.Tanh,
                },
                Conv(5),
                new StackLayer.Elementwise(name),
                .. Classes,
            ]
        );

    private static IEnumerable<Stack> Ends() =>
        from entry in new (string Name, StackLayer Layer)[]
        {
            ("SoftmaxSmooth", new StackLayer.Softmax { LabelSmoothing = 0.1 }),
            ("CrossEntropy", new StackLayer.CrossEntropy()),
            ("CrossEntropySmooth", new StackLayer.CrossEntropy { LabelSmoothing = 0.2 }),
            ("CrossEntropySoft", new StackLayer.CrossEntropy { SoftTargets = true }),
            ("BinaryCrossEntropy", new StackLayer.BinaryCrossEntropy()),
            ("MeanSquaredError", new StackLayer.MeanSquaredError()),
            ("MeanAbsoluteError", new StackLayer.MeanAbsoluteError()),
            ("Huber", new StackLayer.Huber(1)),
            ("HuberSmall", new StackLayer.Huber(0.25)),
        }
        select Known(
            entry.Name,
            Features,
            [
                new StackLayer.Dense(9) { Activation = Activation.Tanh },
                new StackLayer.Dense(4),
                entry.Layer,
            ]
        );

    private static IEnumerable<Stack> Wholes() =>
        [
            new(
                Place,
                "Inputs",
                [new("image", SampleShape.Image(4, 3, 2)), new("age", SampleShape.Features(3))],
                [
                    Conv(3) with
                    {
                        From = "image",
                    },
                    new StackLayer.Flatten { Name = "flat" },
                    new StackLayer.Dense(5) { From = "age", Activation = Activation.Tanh },
                    new StackLayer.Join(JoinKind.Concat, ["flat"]),
                    new StackLayer.Dense(3),
                    new StackLayer.Softmax(),
                ]
            ),
            Known(
                "InputGradient",
                Image,
                [Conv(4), new StackLayer.Pool(PoolKind.Max, 2, 2), .. Classes]
            ) with
            {
                InputGradient = true,
            },
            Known(
                "Blocks",
                Image,
                [
                    Conv(4),
                    new StackLayer.Use(Block, [4, 1]),
                    new StackLayer.Use(Block, [4, 2]) { Name = "second" },
                    new StackLayer.Activate(Activation.Tanh),
                    new StackLayer.Join(JoinKind.Add, ["second"]),
                    .. Classes,
                ]
            ),
        ];

    private static StackBlock Block =>
        new(
            "KnownBlock",
            2,
            arguments =>
                [
                    new StackLayer.Conv(arguments[0], 3, 3)
                    {
                        Stride = arguments[1],
                        Padding = Padding.Same,
                        Name = "main",
                    },
                    new StackLayer.Conv(arguments[0], 1, 1)
                    {
                        Stride = arguments[1],
                        UseBias = false,
                        From = "input",
                    },
                    new StackLayer.Join(JoinKind.Add, ["main"]),
                    new StackLayer.Activate(Activation.Relu),
                ]
        );

    private static StackLayer.Conv Conv(int filters) =>
        new(filters, 3, 3) { Padding = Padding.Same };

    private static Stack Known(string name, SampleShape input, ImmutableArray<StackLayer> layers) =>
        new(Place, name, input, layers);
}
