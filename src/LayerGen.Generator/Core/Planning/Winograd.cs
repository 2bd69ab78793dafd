namespace LayerGen.Generator.Core.Planning;

/// <summary>
/// Convolution by F(m×n, 3×3): (m + 2) · (n + 2) products for a tile of m×n outputs where the direct sum takes 9 · m · n, at
/// the price of transforming inputs and outputs. Source: Lavin and Gray, arXiv:1509.09308, section 4.1. Compares by value.
/// </summary>
/// <param name="Tile">Outputs of a tile, m×n.</param>
/// <param name="Rows">Tiles on the vertical axis.</param>
/// <param name="Columns">Tiles on the horizontal axis.</param>
/// <param name="RowsPerRound">Rows of tiles that are transformed together; divides <paramref name="Rows"/>.</param>
/// <param name="Abreast">
/// Tiles whose outputs are transformed together: two where a pooling window lies half in one tile and half in the next.
/// </param>
internal sealed record Winograd(Size2 Tile, int Rows, int Columns, int RowsPerRound, int Abreast)
{
    /// <summary>
    /// Transformed tiles should stay in the second-level cache, and their products in the first: 64 tiles of 16 products.
    /// </summary>
    private const int MostProductsPerRound = 64 * 16;

    /// <summary>The tiles that there are, and the algorithm that each is.</summary>
    public static EquatableArray<(ConvForwardAlgorithm Algorithm, Size2 Tile)> Sizes { get; } =
    [
        (ConvForwardAlgorithm.Winograd2x2, new(2, 2)),
        (ConvForwardAlgorithm.Winograd2x4, new(2, 4)),
        (ConvForwardAlgorithm.Winograd2x5, new(2, 5)),
        (ConvForwardAlgorithm.Winograd4x4, new(4, 4)),
    ];

    /// <summary>The algorithm that these tiles are.</summary>
    public ConvForwardAlgorithm Algorithm => Sizes.Single(size => size.Tile == Tile).Algorithm;

    /// <summary>The transform of a column of a tile.</summary>
    public WinogradTransform Vertical => WinogradTransform.Of(Tile.Height);

    /// <summary>The transform of a row of a tile.</summary>
    public WinogradTransform Horizontal => WinogradTransform.Of(Tile.Width);

    /// <summary>Products of one tile for each channel and filter.</summary>
    public int Products => Vertical.Products * Horizontal.Products;

    /// <summary>Tiles that are transformed together.</summary>
    public int TilesPerRound => RowsPerRound * Columns;

    /// <summary>The sums that a product of a round keeps in registers.</summary>
    public ProductTile ProductTile(ConvStage stage, VectorWidth width) =>
        Tiling.Product(width, stage.Filters, TilesPerRound, weightLoad: Tiling.WeightLoad);

    /// <summary>Filters that a product of a round takes together.</summary>
    public int Block(ConvStage stage, VectorWidth width) =>
        ProductTile(stage, width).Vectors * width.Lanes;

    /// <summary>
    /// Floats of the transformed weights of a block of filters: blocks lie one behind the other, so that a product reads
    /// what lies side by side. All of them together do not stay in a first-level cache.
    /// </summary>
    public int WeightBlockSize(ConvStage stage, VectorWidth width) =>
        Products * WeightStride(stage, Block(stage, width));

    /// <summary>
    /// Floats of one component of the transformed weights of a block of so many filters. The transform writes to all
    /// components in turn, so they must not compete for one place in the cache.
    /// </summary>
    public static int WeightStride(ConvStage stage, int block) =>
        Layout.Spread(stage.Input.Channels * block);

    /// <summary>Floats of the transformed weights, on the width where they are most.</summary>
    public int WeightSize(ConvStage stage) =>
        VectorWidth.All.Max(width =>
            stage.Filters / Block(stage, width) * WeightBlockSize(stage, width)
        );

    /// <summary>Floats of one component of the transformed inputs of a round.</summary>
    public int ComponentSize(ConvStage stage) =>
        Layout.Spread(TilesPerRound * stage.Input.ChannelStride);

    /// <summary>Floats of the transformed inputs of a round.</summary>
    public int InputSize(ConvStage stage) => Products * ComponentSize(stage);

    /// <summary>Floats of the products of a round, for the widest block of filters.</summary>
    public int ProductSize(ConvStage stage) =>
        Products * VectorWidth.All.Max(width => ProductStride(Block(stage, width)));

    /// <summary>Floats of one component of the products of a round, for a block of so many filters.</summary>
    public int ProductStride(int block) => Layout.Spread(TilesPerRound * block);

    /// <summary>Floats behind the input that the last tiles read; what they make of them is dropped.</summary>
    public int Overrun(ConvStage stage) =>
        (Math.Max(0, (Rows * Tile.Height) + 2 - stage.Input.FullHeight) * stage.Input.RowStride)
        + (
            Math.Max(0, (Columns * Tile.Width) + 2 - stage.Input.FullWidth)
            * stage.Input.ChannelStride
        );

    /// <summary>
    /// The tiles of one size that cover a convolution, or null if it cannot be computed so: 3×3 kernel, stride 1, whole
    /// vectors of filters and of channels in memory, and no pooling but 2×2 windows side by side. An output of a tile with
    /// more than two on an axis takes in, at least by rounding, every value under the tile, so such a tile must not reach
    /// outside the input.
    /// </summary>
    public static Winograd? Covering(ConvStage stage, Size2 tile)
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
        int scale = pool is null ? 1 : 2;
        int abreast = scale == 2 && tile.Width % 2 == 1 ? 2 : 1;
        int rows = CountFor(scale * stage.Output.Height, tile.Height);
        int columns = abreast * CountFor(scale * stage.Output.Width, abreast * tile.Width);
        return
            IsInside(rows, tile.Height, stage.Input.FullHeight)
            && IsInside(columns, tile.Width, stage.Input.FullWidth)
            ? new(tile, rows, columns, RoundRows(tile, rows, columns), abreast)
            : null;
    }

    private static int CountFor(int outputs, int size) => (outputs + size - 1) / size;

    private static bool IsInside(int tiles, int size, int input) =>
        size == 2 || (tiles * size) + 2 <= input;

    private static int RoundRows(Size2 tile, int rows, int columns)
    {
        int products = (tile.Height + 2) * (tile.Width + 2);
        int best = 1;
        for (int candidate = 1; candidate <= rows; candidate++)
            if (rows % candidate == 0 && candidate * columns * products <= MostProductsPerRound)
                best = candidate;
        return best;
    }
}
