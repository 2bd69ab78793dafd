using System.Collections.Immutable;

namespace LayerGen.Reference.Stacks.Graphs;

/// <summary>Sets of kinds.</summary>
public static class GraphKinds
{
    /// <summary>Everything that the naive network knows.</summary>
    public static ImmutableHashSet<GraphKind> All { get; } = [.. Enum.GetValues<GraphKind>()];

    /// <summary>What generated networks know: what random graphs are made of unless something else is asked for.</summary>
    public static ImmutableHashSet<GraphKind> Supported { get; } =
    [
        GraphKind.Add,
        GraphKind.Multiply,
        GraphKind.Concat,
        GraphKind.BatchNorm,
        GraphKind.GlobalPool,
        GraphKind.UpSample,
        GraphKind.Reshape,
        GraphKind.Inputs,
        GraphKind.Blocks,
    ];

    /// <summary>Reads <c>all</c>, <c>supported</c>, or names between commas.</summary>
    /// <exception cref="ArgumentException">A name is none of a kind.</exception>
    public static ImmutableHashSet<GraphKind> Parse(string text) =>
        text switch
        {
            "all" => All,
            "supported" => Supported,
            _ =>
            [
                .. text.Split(',')
                    .Select(word =>
                        Enum.TryParse(word.Trim(), ignoreCase: true, out GraphKind kind)
                            ? kind
                            : throw new ArgumentException(
                                $"No kind is called {word}; there are {string.Join(", ", Enum.GetNames<GraphKind>())}.",
                                nameof(text)
                            )
                    ),
            ],
        };

    /// <summary>What a stack holds that no chain has.</summary>
    public static ImmutableHashSet<GraphKind> Of(Stack stack)
    {
        IEnumerable<GraphKind> whole =
        [
            .. stack.Inputs.IsEmpty ? Nothing : [GraphKind.Inputs],
            .. stack.InputGradient ? [GraphKind.InputGradient] : Nothing,
            .. stack.Layers.Any(layer => layer is StackLayer.Use) ? [GraphKind.Blocks] : Nothing,
        ];
        return [.. whole, .. stack.Nodes.SelectMany(node => Of(node.Layer))];
    }

    private static IEnumerable<GraphKind> Nothing => [];

    private static IEnumerable<GraphKind> Of(StackLayer layer) =>
        layer switch
        {
            StackLayer.Conv conv =>
            [
                .. conv.Border is null ? Nothing : [GraphKind.Border],
                .. conv.Dilation == 1 ? Nothing : [GraphKind.Dilation],
                .. conv.Groups == 1 ? Nothing : [GraphKind.Groups],
                .. Of(conv.Activation),
            ],
            StackLayer.Depthwise conv =>
            [
                GraphKind.Depthwise,
                .. conv.Dilation == 1 ? Nothing : [GraphKind.Dilation],
                .. Of(conv.Activation),
            ],
            StackLayer.Dense dense => Of(dense.Activation),
            StackLayer.Pool { Padding: Padding.Same } => [GraphKind.PoolPadding],
            StackLayer.GlobalPool => [GraphKind.GlobalPool],
            StackLayer.UpSample => [GraphKind.UpSample],
            StackLayer.Reshape => [GraphKind.Reshape],
            StackLayer.Elementwise => [GraphKind.Functions],
            StackLayer.Join { Kind: JoinKind.Add } => [GraphKind.Add],
            StackLayer.Join { Kind: JoinKind.Multiply } => [GraphKind.Multiply],
            StackLayer.Join => [GraphKind.Concat],
            StackLayer.BatchNorm => [GraphKind.BatchNorm],
            StackLayer.LayerNorm => [GraphKind.LayerNorm],
            StackLayer.GroupNorm => [GraphKind.GroupNorm],
            StackLayer.Softmax end => Smoothed(end.LabelSmoothing),
            StackLayer.CrossEntropy end =>
            [
                GraphKind.CrossEntropy,
                .. end.SoftTargets ? [GraphKind.SoftTargets] : Nothing,
                .. Smoothed(end.LabelSmoothing),
            ],
            StackLayer.BinaryCrossEntropy => [GraphKind.BinaryCrossEntropy],
            StackLayer.MeanSquaredError => [GraphKind.MeanSquaredError],
            StackLayer.MeanAbsoluteError => [GraphKind.MeanAbsoluteError],
            StackLayer.Huber => [GraphKind.Huber],
            _ => [],
        };

    private static IEnumerable<GraphKind> Of(Activation activation) =>
        activation is Activation.None or Activation.Relu or Activation.Sigmoid or Activation.Tanh
            ? []
            : [GraphKind.Functions];

    private static IEnumerable<GraphKind> Smoothed(double smoothing) =>
        smoothing == 0 ? [] : [GraphKind.LabelSmoothing];
}
