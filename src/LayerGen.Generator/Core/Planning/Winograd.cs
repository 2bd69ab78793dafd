namespace LayerGen.Generator.Core.Planning;

/// <summary>
/// Convolution by F(2×2, 3×3): 16 products for a tile of 2×2 outputs where the direct sum takes 36, at the price of
/// transforming inputs and outputs. Source: Lavin and Gray, arXiv:1509.09308, section 4.1. Compares by value.
/// </summary>
/// <param name="Rows">Tiles on the vertical axis.</param>
/// <param name="Columns">Tiles on the horizontal axis.</param>
/// <param name="RowsPerRound">Rows of tiles that are transformed together; divides <paramref name="Rows"/>.</param>
internal sealed record Winograd(int Rows, int Columns, int RowsPerRound)
{
    /// <summary>Products of one tile for each channel and filter.</summary>
    public const int Products = 16;

    /// <summary>Transformed tiles should stay in the second-level cache, and their products in the first.</summary>
    private const int MostTilesPerRound = 64;

    /// <summary>Tiles that are transformed together.</summary>
    public int TilesPerRound => RowsPerRound * Columns;

    /// <summary>The sums that a product of a round keeps in registers.</summary>
    public ProductTile Tile(ConvStage stage, VectorWidth width) =>
        Tiling.Product(width, stage.Filters, TilesPerRound);

    /// <summary>Floats of one component of the transformed inputs of a round.</summary>
    public int ComponentSize(ConvStage stage) =>
        Layout.Spread(TilesPerRound * stage.Input.ChannelStride);

    /// <summary>Floats of the transformed inputs of a round.</summary>
    public int InputSize(ConvStage stage) => Products * ComponentSize(stage);

    /// <summary>Floats of the products of a round, for the widest block of filters.</summary>
    public int ProductSize(ConvStage stage) =>
        Products
        * VectorWidth.All.Max(width => ProductStride(Tile(stage, width).Vectors * width.Lanes));

    /// <summary>Floats of one component of the products of a round, for a block of so many filters.</summary>
    public int ProductStride(int block) => Layout.Spread(TilesPerRound * block);

    /// <summary>
    /// The tiles of a convolution, or null if it cannot be computed so: 3×3 kernel, stride 1, whole vectors of filters
    /// and of channels in memory, and no pooling but 2×2 windows side by side, each of which is one tile.
    /// </summary>
    public static Winograd? Covering(ConvStage stage)
    {
        Size2 two = new(2, 2);
        FusedPool? pool = stage.Pool;
        bool fits =
            stage.Kernel == new Size2(3, 3)
            && stage.Stride == new Size2(1, 1)
            && stage.Filters % Layout.WidestVector == 0
            && stage.Input.ChannelStride % Layout.WidestVector == 0
            && (pool is null || (pool.Size == two && pool.Stride == two));
        if (!fits)
            return null;
        int rows = pool is null ? (stage.Output.Height + 1) / 2 : stage.Output.Height;
        int columns = pool is null ? (stage.Output.Width + 1) / 2 : stage.Output.Width;
        return new(rows, columns, RoundRows(rows, columns));
    }

    private static int RoundRows(int rows, int columns)
    {
        int best = 1;
        for (int candidate = 1; candidate <= rows; candidate++)
            if (rows % candidate == 0 && candidate * columns <= MostTilesPerRound)
                best = candidate;
        return best;
    }
}
