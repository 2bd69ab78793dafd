using System.Collections.Immutable;

namespace LayerGen.Reference.Stacks.Graphs;

/// <summary>Blocks for one graph; its name keeps them apart from those of others.</summary>
internal sealed class GraphBlocks(GraphDraft draft, Chance chance, string graph)
{
    /// <summary>Uses a block that changes the shape and one that keeps it, several times.</summary>
    public void Use()
    {
        StackBlock down = Down();
        StackBlock same = Same();
        int filters = chance.Pick(4, 6, 8);
        for (int i = 0; i < chance.Between(1, 3); i++)
        {
            draft.TryAdd(new StackLayer.Use(down, [filters, chance.Pick(1, 2)]));
            draft.TryAdd(new StackLayer.Use(same, [draft.Shape.Channels]));
            filters += chance.Pick(0, 2, 5);
        }
    }

    /// <summary>Two convolutions beside one, added: <c>[Down(filters, stride)]</c>.</summary>
    private StackBlock Down()
    {
        bool hasFunction = chance.Happens(0.5);
        return new(
            $"Down{graph}",
            2,
            arguments =>
                [
                    Conv(arguments[0], 3, arguments[1]),
                    .. Norm(),
                    new StackLayer.Activate(Activation.Relu),
                    Conv(arguments[0], 3, 1) with
                    {
                        Name = "main",
                    },
                    Conv(arguments[0], 1, arguments[1]) with
                    {
                        From = "input",
                    },
                    .. Norm(),
                    new StackLayer.Join(JoinKind.Add, ["main"]),
                    .. hasFunction ? [new StackLayer.Activate(Activation.Relu)] : Nothing,
                ]
        );
    }

    /// <summary>What stands above, added to what becomes of it: <c>[Same(filters)]</c>.</summary>
    private StackBlock Same()
    {
        int kernel = chance.Pick(1, 3);
        return new(
            $"Same{graph}",
            1,
            arguments =>
                [
                    Conv(arguments[0], kernel, 1),
                    .. Norm(),
                    new StackLayer.Activate(Activation.Tanh),
                    new StackLayer.Join(JoinKind.Add, ["input"]),
                ]
        );
    }

    private static IEnumerable<StackLayer> Nothing => [];

    private static StackLayer.Conv Conv(int filters, int kernel, int stride) =>
        new(filters, kernel, kernel)
        {
            Stride = stride,
            Padding = Padding.Same,
            UseBias = false,
        };

    private ImmutableArray<StackLayer> Norm() =>
        draft.Allows(GraphKind.BatchNorm) ? [new StackLayer.BatchNorm()]
        : draft.Allows(GraphKind.LayerNorm) ? [new StackLayer.LayerNorm()]
        : [];
}
