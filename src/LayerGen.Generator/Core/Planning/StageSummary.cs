using LayerGen.Generator.Core.Layers;

namespace LayerGen.Generator.Core.Planning;

/// <summary>What a stage does, for readers of the plan. Compares by value.</summary>
/// <param name="Name">Its name in the emitted code.</param>
/// <param name="Layers">Names of the layers it computes.</param>
/// <param name="Forward">The algorithm of its forward pass, in words.</param>
/// <param name="Backward">The algorithm of its backward pass, in words; empty if it has none.</param>
/// <param name="Output">Axes of one sample of what it writes.</param>
/// <param name="MultiplyAdds">Multiply-adds of one forward pass of one sample, as computed.</param>
/// <param name="ActivationBytes">Bytes of one sample that it keeps for the backward pass.</param>
/// <param name="WorkspaceBytes">Bytes of one sample that it works in besides.</param>
/// <param name="PackedWeightBytes">Bytes of copies of its weights.</param>
internal sealed record StageSummary(
    string Name,
    EquatableArray<string> Layers,
    string Forward,
    string Backward,
    EquatableArray<int> Output,
    long MultiplyAdds,
    long ActivationBytes,
    long WorkspaceBytes,
    long PackedWeightBytes
)
{
    /// <summary>All stages of a plan, and the loss behind them.</summary>
    public static EquatableArray<StageSummary> Of(Plan plan) =>
        [.. Enumerable.Range(0, plan.Stages.Count).Select(index => Of(plan, index)), Loss(plan)];

    /// <summary>
    /// Multiply-adds of one forward pass of one sample: values that no kernel makes are not counted, those of tiles that
    /// lie half outside are.
    /// </summary>
    public static long MultiplyAddsOf(Stage stage) =>
        stage switch
        {
            ConvStage { Tiles: { } tiles } conv => (long)tiles.Rows
                * tiles.Columns
                * tiles.Products
                * conv.Input.Channels
                * conv.Filters,
            ConvStage conv => (long)conv.Output.Height
                * conv.Output.Width
                * (conv.Pool?.Size.Area ?? 1)
                * conv.Learned.Weight.Size,
            DenseStage dense => dense.Learned.Weight.Size,
            _ => 0,
        };

    private static StageSummary Of(Plan plan, int index)
    {
        Stage stage = plan.Stages[index];
        long Bytes(params BufferUse[] uses) =>
            plan
                .Buffers.Where(buffer => buffer.Stage == index && uses.Contains(buffer.Use))
                .Sum(buffer => buffer.Bytes);
        return new(
            stage.Name,
            stage.Layers.Select(layer => plan.Graph.Layers[layer].Name).ToEquatableArray(),
            ForwardOf(plan, stage)
                + stage switch
                {
                    DenseStage { Inputs: DenseInputAlgorithm.LiveInputs } =>
                        "; inputs that are zero are skipped where they are many",
                    ConvStage { Windows: ConvWindowAlgorithm.LiveWindows } =>
                        "; windows over zeros are skipped",
                    _ => "",
                },
            stage.HasBackward ? BackwardOf(stage) : "",
            OutputOf(plan.Graph, stage, index),
            MultiplyAddsOf(stage),
            Bytes(BufferUse.Activation),
            Bytes(BufferUse.Gradient, BufferUse.ForwardScratch, BufferUse.BackwardScratch),
            Bytes(BufferUse.PackedWeight)
        );
    }

    private static StageSummary Loss(Plan plan) =>
        new(
            "Finish",
            [plan.Graph.Layers[plan.Graph.Layers.Count - 1].Name],
            plan.Loss == LossKind.Categorical
                ? "probabilities and categorical cross-entropy from the logits"
                : "probabilities and binary cross-entropy from the logits",
            "probabilities less targets",
            plan.Graph.Output.Axes,
            0,
            0,
            0,
            0
        );

    /// <summary>What a copy writes has the shape of what it reads: the network's input, or its logits.</summary>
    private static EquatableArray<int> OutputOf(ShapedGraph graph, Stage stage, int index) =>
        stage.Layers.Count > 0 ? graph.Layers[stage.Layers[stage.Layers.Count - 1]].Output.Axes
        : index == 0 ? graph.Input.Axes
        : graph.Output.Axes;

    private static string ForwardOf(Plan plan, Stage stage) =>
        stage switch
        {
            CopyStage => "copy",
            ConvStage { Tiles: { } tiles } conv =>
                $"F({tiles.Tile}, 3×3) on {tiles.Rows}×{tiles.Columns} tiles, {tiles.TilesPerRound} at a time, products of "
                    + EachWidth(width => Text(tiles.ProductTile(conv, width))),
            ConvStage { Planar: not null } conv => "direct sums, columns in lanes, tiles of "
                + EachWidth(width => PlanarText(conv, width)),
            ConvStage conv => "direct sums, tiles of "
                + EachWidth(width => Text(Tiling.Windows(width, conv))),
            PoolStage { Pooling: Pooling.Max } => "maximum from memory",
            PoolStage => "mean from memory",
            DenseStage dense => "product over groups of samples, tiles of "
                + EachWidth(width =>
                    Text(Tiling.Overlapping(width, width.ColumnsFor(dense.Units), plan.GroupSize))
                ),
            ActivationStage or DropoutStage => "element by element",
            _ => throw new InvalidOperationException("Stage is a closed union."),
        };

    private static string EachWidth(Func<VectorWidth, string> text) =>
        string.Join(" / ", VectorWidth.All.Select(text)) + " for 512 / 256 / 128 bits";

    private static string BackwardOf(Stage stage) =>
        stage switch
        {
            CopyStage => "copy",
            ConvStage { Backward: ConvBackwardAlgorithm.FilterWise } => "for all filters at once",
            ConvStage { Backward: ConvBackwardAlgorithm.Planar } => "columns in lanes",
            ConvStage => "through live positions",
            PoolStage { Pooling: Pooling.Max } => "to the winners",
            PoolStage => "to all of a window",
            DenseStage => "weight gradient over the whole batch",
            ActivationStage or DropoutStage => "element by element",
            _ => throw new InvalidOperationException("Stage is a closed union."),
        };

    /// <summary>Filters by vectors: those of all positions of a window.</summary>
    private static string PlanarText(ConvStage stage, VectorWidth width)
    {
        PlanarTile tile = Planar.Tile(stage, width);
        return $"{tile.Filters}×{tile.Vectors * (stage.Pool?.Size.Area ?? 1)}";
    }

    private static string Text(ProductTile tile) => $"{tile.Rows}×{tile.Vectors}";
}
