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
    /// Cuts the layers into groups, in the order in which they can run. Flatten joins no group (it moves nothing), and the
    /// last layer's softmax or sigmoid belongs to the loss.
    /// </summary>
    public static EquatableArray<FusedGroup> Group(ShapedGraph graph)
    {
        List<FusedGroup> groups = [];
        HashSet<int> taken = [];
        int end = LossStart(graph);
        for (int index = 0; index < end; index++)
        {
            if (taken.Contains(index))
                continue;
            FusedGroup? group = graph.Layers[index].Layer switch
            {
                ConvLayer conv => GroupConv(graph, end, index, conv),
                DenseLayer dense => GroupDense(graph, end, index, dense),
                JoinLayer => GroupJoin(graph, end, index),
                BatchNormLayer => GroupNorm(graph, end, index, taken),
                FlattenLayer => null,
                _ => new FusedGroup([index], Activation.None, null),
            };
            if (group is null)
                continue;
            groups.Add(group);
            taken.UnionWith(group.Layers);
        }
        // A group runs as soon as its last layer can: what reads it stands after that layer.
        return groups.OrderBy(group => group.Last).ToEquatableArray();
    }

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

    /// <summary>The last layer is computed with the loss, unless it learns: then only its activation is.</summary>
    private static int LossStart(ShapedGraph graph) =>
        graph.Layers[graph.Layers.Count - 1].Layer.Learns
            ? graph.Layers.Count
            : graph.Layers.Count - 1;

    private static FusedGroup GroupConv(ShapedGraph graph, int end, int index, ConvLayer conv)
    {
        List<int> layers = [index];
        Layer? Next() =>
            OnlyReader(graph, end, layers[^1]) is { } next ? graph.Layers[next].Layer : null;
        void Take() => layers.Add(OnlyReader(graph, end, layers[^1])!.Value);
        Activation activation = conv.Activation;
        if (activation == Activation.None && Next() is ActivationLayer before)
        {
            activation = before.Activation;
            Take();
        }
        PoolLayer? pool = Next() is PoolLayer next && CanFuse(next) ? next : null;
        if (pool is not null)
        {
            Take();
            // Every activation here is monotone, so the activation of the largest is the largest activation;
            // a mean has no such property.
            if (
                activation == Activation.None
                && pool.Pooling == Pooling.Max
                && Next() is ActivationLayer after
            )
            {
                activation = after.Activation;
                Take();
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
            && OnlyReader(graph, end, index) is { } next
            && graph.Layers[next].Layer is ActivationLayer { Activation: var activation }
            ? new([index, next], activation, null)
            : new([index], dense.Activation, null);
    }

    private static FusedGroup GroupJoin(ShapedGraph graph, int end, int index) =>
        OnlyReader(graph, end, index) is { } next
        && graph.Layers[next].Layer is ActivationLayer { Activation: var activation }
            ? new([index, next], activation, null)
            : new([index], Activation.None, null);

    /// <summary>A normalisation takes the sum that alone reads it, and the activation of either.</summary>
    private static FusedGroup GroupNorm(ShapedGraph graph, int end, int index, HashSet<int> taken)
    {
        List<int> layers = [index];
        if (
            graph.ReadersOf(index).ToArray() is [var sum]
            && sum < end
            && !taken.Contains(sum)
            && graph.Layers[sum] is { Layer: JoinLayer { Joining: Joining.Add }, Sources.Count: 2 }
        )
            layers.Add(sum);
        Activation activation = Activation.None;
        if (
            OnlyReader(graph, end, layers[^1]) is { } next
            && graph.Layers[next].Layer is ActivationLayer { Activation: var own }
        )
        {
            activation = own;
            layers.Add(next);
        }
        return new(layers.ToEquatableArray(), activation, null);
    }

    /// <summary>
    /// The layer that alone reads what a layer gives, and reads nothing else: only such a layer can be computed with it.
    /// </summary>
    private static int? OnlyReader(ShapedGraph graph, int end, int index)
    {
        int[] readers = [.. graph.ReadersOf(index)];
        return
            readers.Length == 1 && readers[0] < end && graph.Layers[readers[0]].Sources.Count == 1
            ? readers[0]
            : null;
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
