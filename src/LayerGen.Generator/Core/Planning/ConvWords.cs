namespace LayerGen.Generator.Core.Planning;

/// <summary>How a convolution is computed, for readers of the plan.</summary>
internal static class ConvWords
{
    public static string Forward(ConvStage stage) =>
        Algorithm(stage)
        + (
            stage.Windows == ConvWindowAlgorithm.LiveWindows
                ? "; windows over zeros are skipped"
                : ""
        );

    public static string Backward(ConvStage stage) =>
        stage.Backward switch
        {
            ConvBackwardAlgorithm.FilterWise => "for all filters at once",
            ConvBackwardAlgorithm.Planar => "columns in lanes",
            ConvBackwardAlgorithm.LivePositions => "through live positions",
            _ => throw new InvalidOperationException($"No words for {stage.Backward}."),
        };

    private static string Algorithm(ConvStage stage) =>
        stage switch
        {
            { Tiles: { } tiles } =>
                $"F({tiles.Tile}, 3×3) on {tiles.Rows}×{tiles.Columns} tiles, {tiles.TilesPerRound} at a time, products of "
                    + VectorWidth.EachWidth(width => tiles.ProductTile(stage, width).ToString()),
            { Planar: not null } => "direct sums, columns in lanes, tiles of "
                + VectorWidth.EachWidth(width => PlanarText(stage, width)),
            _ => "direct sums, tiles of "
                + VectorWidth.EachWidth(width => Tiling.Windows(width, stage).ToString()),
        };

    /// <summary>Filters by vectors: those of all positions of a window.</summary>
    private static string PlanarText(ConvStage stage, VectorWidth width)
    {
        PlanarTile tile = Planar.Tile(stage, width);
        return $"{tile.Filters}×{tile.Vectors * (stage.Pool?.Size.Area ?? 1)}";
    }
}
