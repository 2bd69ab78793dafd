using LayerGen.Generator.Core.Layers;

namespace LayerGen.Generator.Core.Planning;

/// <summary>Which layers run as one piece: the one place of the fusion rules.</summary>
internal static class Fusion
{
    /// <summary>
    /// The most positions of a pooling window that are held in registers at once. A larger window is pooled from memory.
    /// </summary>
    public const int LargestFusedWindow = 9;

    /// <summary>
    /// Cuts the layers into groups, first to last. Flatten joins no group (it moves nothing), and the last layer's
    /// softmax or sigmoid belongs to the loss.
    /// </summary>
    public static EquatableArray<FusedGroup> Group(ShapedGraph graph)
    {
        List<FusedGroup> groups = [];
        int end = LossStart(graph);
        for (int index = 0; index < end; )
        {
            FusedGroup? group = graph.Layers[index].Layer switch
            {
                ConvLayer conv => GroupConv(graph, end, index, conv),
                DenseLayer dense => GroupDense(graph, end, index, dense),
                FlattenLayer => null,
                _ => new FusedGroup([index], Activation.None, null),
            };
            if (group is not null)
                groups.Add(group);
            index = group is null ? index + 1 : group.Last + 1;
        }
        return groups.ToEquatableArray();
    }

    /// <summary>Which loss the last layer implies.</summary>
    public static LossKind LossOf(ShapedGraph graph) =>
        graph.Layers[graph.Layers.Count - 1].Layer is SoftmaxLayer
            ? LossKind.Categorical
            : LossKind.Binary;

    /// <summary>
    /// Whether pooling can be fused behind a convolution: no position belongs to two windows (it would be computed
    /// twice), every position that a mean's gradient is spread over belongs to one, and a window fits the registers.
    /// </summary>
    public static bool CanFuse(PoolLayer pool) =>
        (
            pool.Stride == pool.Size
            || (
                pool.Pooling == Pooling.Max
                && pool.Stride.Height >= pool.Size.Height
                && pool.Stride.Width >= pool.Size.Width
            )
        )
        && pool.Size.Area <= LargestFusedWindow;

    /// <summary>The last layer, if it is an activation of its own, is computed with the loss.</summary>
    private static int LossStart(ShapedGraph graph) =>
        graph.Layers[graph.Layers.Count - 1].Layer is SoftmaxLayer or ActivationLayer
            ? graph.Layers.Count - 1
            : graph.Layers.Count;

    private static FusedGroup GroupConv(ShapedGraph graph, int end, int index, ConvLayer conv)
    {
        List<int> layers = [index];
        Layer? Next() => layers[^1] + 1 < end ? graph.Layers[layers[^1] + 1].Layer : null;
        Activation activation = conv.Activation;
        if (activation == Activation.None && Next() is ActivationLayer before)
        {
            activation = before.Activation;
            layers.Add(layers[^1] + 1);
        }
        PoolLayer? pool = Next() is PoolLayer next && CanFuse(next) ? next : null;
        if (pool is not null)
        {
            layers.Add(layers[^1] + 1);
            // Every activation here is monotone, so the activation of the largest is the largest activation;
            // a mean has no such property.
            if (
                activation == Activation.None
                && pool.Pooling == Pooling.Max
                && Next() is ActivationLayer after
            )
            {
                activation = after.Activation;
                layers.Add(layers[^1] + 1);
            }
        }
        return new(layers.ToEquatableArray(), activation, pool);
    }

    private static FusedGroup GroupDense(ShapedGraph graph, int end, int index, DenseLayer dense)
    {
        if (index == graph.Layers.Count - 1)
            return new([index], Activation.None, null); // Its sigmoid is computed with the loss.
        return
            dense.Activation == Activation.None
            && index + 1 < end
            && graph.Layers[index + 1].Layer is ActivationLayer next
            ? new([index, index + 1], next.Activation, null)
            : new([index], dense.Activation, null);
    }
}

/// <summary>Layers that run as one piece. Compares by value.</summary>
/// <param name="Layers">Their indices, in order.</param>
/// <param name="Activation">The activation to apply in it.</param>
/// <param name="Pool">The pooling to apply in it, or null.</param>
internal sealed record FusedGroup(
    EquatableArray<int> Layers,
    Activation Activation,
    PoolLayer? Pool
)
{
    /// <summary>The index of its last layer.</summary>
    public int Last => Layers[Layers.Count - 1];
}
