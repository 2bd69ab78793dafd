using System.Collections.Immutable;

namespace LayerGen.Reference.Stacks;

public static partial class KnownStacks
{
    /// <summary>Convolutions of the shapes that single algorithms are made for, at their edges and remainders.</summary>
    private static ImmutableArray<Stack> OnImages =>
        [
            .. new (string Name, SampleShape Input, StackLayer[] Layers)[]
            {
                ("Even", SampleShape.Image(10, 8, 16), [Three(16)]),
                ("Odd", SampleShape.Image(9, 7, 16), [Three(32)]),
                ("Same", SampleShape.Image(7, 8, 16), [Three(16) with { Padding = Padding.Same }]),
                ("MaxPool", SampleShape.Image(10, 13, 16), [Three(32), Two(PoolKind.Max)]),
                ("AvgPool", SampleShape.Image(11, 9, 16), [Three(16), Two(PoolKind.Average)]),
                ("Later", SampleShape.Image(8, 9, 3), [Point(16), Three(16), Two(PoolKind.Max)]),
                ("Twice", SampleShape.Image(9, 9, 16), [Three(16), Three(16)]),
                ("Fours", SampleShape.Image(10, 14, 16), [Three(32)]),
                ("FoursMax", SampleShape.Image(10, 14, 16), [Three(16), Two(PoolKind.Max)]),
                ("FoursMean", SampleShape.Image(18, 10, 16), [Three(16), Two(PoolKind.Average)]),
                ("Wide", SampleShape.Image(7, 14, 16), [Three(16)]),
                ("WideMax", SampleShape.Image(8, 10, 16), [Three(16), Two(PoolKind.Max)]),
                ("Fives", SampleShape.Image(7, 12, 32), [Three(16)]),
                ("FivesMax", SampleShape.Image(9, 22, 16), [Three(16), Two(PoolKind.Max)]),
                ("FivesMean", SampleShape.Image(8, 13, 16), [Three(32), Two(PoolKind.Average)]),
            }.Select(entry =>
                Known($"Three{entry.Name}", entry.Input, [.. entry.Layers, Flatten, Softmax])
            ),
            .. new (string Name, SampleShape Input, StackLayer[] Layers)[]
            {
                ("Mean", SampleShape.Image(13, 29, 1), [Few(6, 5), Two(PoolKind.Average)]),
                (
                    "Max",
                    SampleShape.Image(11, 38, 3),
                    [Few(7, 3), new StackLayer.Pool(PoolKind.Max, 2, 3)]
                ),
                (
                    "Apart",
                    SampleShape.Image(9, 40, 2),
                    [Few(5, 2), Two(PoolKind.Max) with { Stride = 3 }]
                ),
                ("Stride", SampleShape.Image(9, 33, 3), [Few(4, 3) with { Stride = 2 }, Few(3, 3)]),
                (
                    "Later",
                    SampleShape.Image(8, 27, 2),
                    [Few(3, 1), Few(5, 4), Two(PoolKind.Average)]
                ),
                ("Many", SampleShape.Image(5, 16, 2), [Few(20, 3) with { UseBias = false }]),
                ("Vectors", SampleShape.Image(8, 17, 2), [Few(6, 3), Three(16)]),
                (
                    "Overlap",
                    SampleShape.Image(8, 17, 2),
                    [Few(6, 3), Two(PoolKind.Max) with { Stride = 1 }]
                ),
            }.Select(entry =>
                Known($"Narrow{entry.Name}", entry.Input, [.. entry.Layers, Flatten, Softmax])
            ),
            // Whole vectors of filters over few channels: lanes have places of their own in a window.
            .. new (string Name, SampleShape Input, StackLayer[] Layers)[]
            {
                (
                    "Wide",
                    SampleShape.Image(9, 21, 2),
                    [Three(16), new StackLayer.Pool(PoolKind.Max, 2, 3)]
                ),
                (
                    "Row",
                    SampleShape.Image(5, 15, 1),
                    [Three(32), new StackLayer.Pool(PoolKind.Max, 1, 4)]
                ),
                (
                    "Apart",
                    SampleShape.Image(17, 19, 1),
                    [Three(20) with { Stride = 2 }, Two(PoolKind.Max) with { Stride = 3 }]
                ),
                (
                    "Later",
                    SampleShape.Image(9, 9, 2),
                    [Three(16) with { Padding = Padding.Same }, Two(PoolKind.Max), Three(16)]
                ),
                // Wider than a mask of live columns.
                ("Long", SampleShape.Image(8, 75, 1), [Three(18), Two(PoolKind.Max)]),
            }.Select(entry =>
                Known($"Places{entry.Name}", entry.Input, [.. entry.Layers, Flatten, Softmax])
            ),
        ];
}
