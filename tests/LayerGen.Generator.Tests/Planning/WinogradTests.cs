using CsCheck;
using LayerGen.Generator.Core;
using LayerGen.Generator.Core.Layers;
using LayerGen.Generator.Core.Planning;

namespace LayerGen.Generator.Tests.Planning;

public sealed class WinogradTests
{
    private static readonly Size2 s_one = new(1, 1);
    private static readonly Size2 s_two = new(2, 2);
    private static readonly Size2 s_three = new(3, 3);

    // 10×10 positions under 5×5 windows are 5×2 tiles of 2×5, two of which share their middle window, in one round.
    [Fact]
    public void Second_convolution_of_the_reference_network_is_tiled() =>
        Assert.Equal(
            new Winograd(new(2, 5), 5, 2, 5, 2),
            Planner.Plan(Graphs.Cnn).Stages.OfType<ConvStage>().Last().Tiles
        );

    [Theory]
    [InlineData(2, 2, 8, 8, 4, 4, 4)] // Even sizes without a pool: half as many tiles.
    [InlineData(2, 2, 7, 9, 4, 5, 4)] // Odd sizes: the last tile is half outside.
    [InlineData(2, 2, 32, 32, 16, 16, 4)] // 64 tiles of a round are four rows of sixteen.
    [InlineData(2, 2, 34, 32, 17, 16, 1)] // 17 rows have no divisor up to four but one.
    [InlineData(2, 2, 2, 200, 1, 100, 1)] // A row longer than a round is a round.
    [InlineData(2, 4, 8, 8, 4, 2, 4)]
    [InlineData(2, 5, 7, 10, 4, 2, 4)]
    [InlineData(4, 4, 32, 32, 8, 8, 2)] // 1,024 products are 28 tiles of 36: three rows, which do not divide eight.
    public void Tiles_cover_the_outputs_in_equal_rounds(
        int tileHeight,
        int tileWidth,
        int height,
        int width,
        int rows,
        int columns,
        int rowsPerRound
    ) =>
        Assert.Equal(
            new Winograd(new(tileHeight, tileWidth), rows, columns, rowsPerRound, 1),
            Covering(
                new(tileHeight, tileWidth),
                Input(height + 2, width + 2, 32),
                new(height, width)
            )
        );

    // 26 outputs are seven tiles of four, which read 30 columns, or six of five, which read 32; 28 are there.
    [Theory]
    [InlineData(2, 4, 26, 28, false)]
    [InlineData(2, 4, 26, 30, true)]
    [InlineData(2, 5, 26, 30, false)]
    [InlineData(2, 5, 26, 32, true)]
    [InlineData(2, 2, 25, 27, true)] // Only the outputs that are dropped take in what lies outside.
    public void Tiles_of_more_than_two_outputs_stay_inside_the_input(
        int tileHeight,
        int tileWidth,
        int width,
        int inputWidth,
        bool covers
    ) =>
        Assert.Equal(
            covers,
            Covering(new(tileHeight, tileWidth), Input(10, inputWidth, 32), new(8, width))
                is not null
        );

    // 13 windows of a row are 26 positions: with five in a tile that is six tiles, three pairs.
    [Fact]
    public void Tiles_that_share_a_window_come_in_pairs() =>
        Assert.Equal(
            new Winograd(new(2, 5), 4, 6, 4, 2),
            Covering(
                new(2, 5),
                Input(10, 32, 32),
                new(4, 13),
                new FusedPool(Pooling.Max, s_two, s_two)
            )
        );

    [Fact]
    public void Conditions_are_kernel_stride_whole_vectors_and_pool()
    {
        Layout input = Input(10, 10, 32);
        Size2 output = new(8, 8);

        Assert.NotNull(For(input, output));
        Assert.Null(For(input, output, kernel: new(3, 1)));
        Assert.Null(For(input, output, kernel: new(5, 5)));
        Assert.Null(For(input, output, stride: s_two));
        Assert.Null(For(input, output, stride: new(1, 2)));
        Assert.Null(For(input, output, filters: 24));
        // Channels that stand side by side are no whole vectors in memory.
        Assert.Null(For(Layout.Tight(new Shape.Image(10, 10, 24)), output));
        Assert.NotNull(For(Input(10, 10, 24), output));

        Size2 pooled = new(4, 4);
        foreach (Pooling pooling in Enum.GetValues<Pooling>())
        {
            Assert.NotNull(For(input, pooled, pool: new(pooling, s_two, s_two)));
            Assert.Null(For(input, pooled, pool: new(pooling, s_two, s_three)));
            Assert.Null(For(input, pooled, pool: new(pooling, new(2, 1), new(2, 1))));
            Assert.Null(For(input, pooled, pool: new(pooling, s_three, s_three)));
        }
    }

    // One vector of filters and of channels, c of which mean something: a tile of 2×2 takes 16c + 64 + 40 where the
    // direct sum takes 4·9·c; 16c + 104 < 0.9 · 36c from c = 6.3 on. (7 outputs are no tiles of four or five.)
    [Theory]
    [InlineData(6, false)]
    [InlineData(7, true)]
    public void Cost_of_the_transforms_must_pay(int channels, bool pays)
    {
        FusedPool pool = new(Pooling.Max, s_two, s_two);

        Assert.Equal(pays, For(Input(8, 8, channels), new(6, 6)) is not null);
        Assert.Equal(pays, For(Input(8, 8, channels), new(3, 3), pool: pool) is not null);
    }

    // 7×7 outputs are 16 tiles of 2×2. 8 channels: 16·(128 + 64 + 40) = 3,712 > 0.9·49·9·8 = 3,175.
    // 16 channels: 16·(256 + 64 + 40) = 5,760 < 6,350. One output of a tile of four never pays: 16c > 9c.
    [Fact]
    public void Cost_counts_outputs_of_half_tiles_once()
    {
        Assert.Null(For(Input(9, 9, 8), new(7, 7)));
        Assert.NotNull(For(Input(9, 9, 16), new(7, 7)));
        Assert.Null(For(Input(3, 3, 256), new(1, 1)));
    }

    // Multiples of four as VGG's, of five, and neither.
    [Theory]
    [InlineData(8, 8, ConvForwardAlgorithm.Winograd4x4)]
    [InlineData(6, 8, ConvForwardAlgorithm.Winograd2x4)]
    [InlineData(6, 10, ConvForwardAlgorithm.Winograd2x5)]
    [InlineData(6, 6, ConvForwardAlgorithm.Winograd2x2)]
    public void Largest_tiles_that_fit_are_taken(int height, int width, object algorithm) =>
        Assert.Equal(
            algorithm,
            For(Input(height + 2, width + 2, 64), new(height, width))!.Algorithm
        );

    [Fact]
    public void Rounds_are_the_most_rows_that_divide_and_fit() =>
        Gen.Select(Gen.Int[1, 100], Gen.Int[1, 100])
            .Sample(
                (rows, columns) =>
                {
                    Winograd? tiles = Covering(
                        s_two,
                        Input((2 * rows) + 2, (2 * columns) + 2, 64),
                        new(2 * rows, 2 * columns)
                    );

                    Assert.NotNull(tiles);
                    Assert.Equal((rows, columns), (tiles.Rows, tiles.Columns));
                    Assert.Equal(
                        Enumerable
                            .Range(1, rows)
                            .Where(r => rows % r == 0 && r * columns <= 64)
                            .DefaultIfEmpty(1)
                            .Max(),
                        tiles.RowsPerRound
                    );
                    Assert.Equal(tiles.RowsPerRound * columns, tiles.TilesPerRound);
                },
                iter: 500
            );

    // Of 64 filters behind 32 channels in rounds of 25 and 64 tiles, of 64 behind 64, and of 32 behind 32.
    [Fact]
    public void Sums_of_a_product_fit_and_its_blocks_cover_the_filters()
    {
        ConvStage[] stages = [.. Tiled(Graphs.Cnn), .. Tiled(Graphs.Vgg)];
        Assert.Equal(4, stages.Length);
        foreach (ConvStage stage in stages)
        {
            Winograd tiles = stage.Tiles!;
            foreach (VectorWidth width in VectorWidth.All)
            {
                ProductTile tile = tiles.ProductTile(stage, width);
                int block = tiles.Block(stage, width);
                Assert.Equal(tile.Vectors * width.Lanes, block);
                Assert.InRange(tile.Rows * tile.Vectors, 1, width.Accumulators);
                Assert.Equal(0, stage.Filters % block);
                Assert.Equal(tiles.TilesPerRound % tile.Rows, tile.LastRows);
                Assert.True(
                    tiles.Products * tiles.TilesPerRound * block <= tiles.ProductSize(stage)
                );
                int weights = stage.Input.Channels * block;
                Assert.Equal(
                    tiles.Products * (weights % 512 == 0 ? weights + 16 : weights),
                    tiles.WeightBlockSize(stage, width)
                );
                Assert.InRange(
                    stage.Filters / block * tiles.WeightBlockSize(stage, width),
                    tiles.Products * stage.Input.Channels * stage.Filters,
                    tiles.WeightSize(stage)
                );
            }
            // Components 2 KiB or a multiple apart would compete for one place in the cache.
            int values = tiles.TilesPerRound * stage.Input.ChannelStride;
            Assert.Equal(
                tiles.Products * (values % 512 == 0 ? values + 16 : values),
                tiles.InputSize(stage)
            );
        }
    }

    // 16 tiles are 4 · 4, or 6 + 6 + 4: as many multiply-adds, and three vectors of weights where four are read. With 512
    // bits 16·1 reads them once, but loads 17 vectors for 16 multiply-adds; 8·2 loads 10.
    [Theory]
    [InlineData("Vector512", 8, 0, 2)]
    [InlineData("Vector256", 6, 4, 2)]
    [InlineData("Vector128", 6, 4, 2)]
    public void Product_reads_its_weights_as_seldom_as_registers_allow(
        string name,
        int rows,
        int lastRows,
        int vectors
    )
    {
        VectorWidth width = VectorWidth.All.Single(width => width.Name == name);
        ConvStage stage = Tiled(Graphs.Vgg).Last();
        Assert.Equal(
            new ProductTile(rows, lastRows, vectors),
            stage.Tiles!.ProductTile(stage, width)
        );
    }

    private static IEnumerable<ConvStage> Tiled(ShapedGraph graph) =>
        Planner.Plan(graph).Stages.OfType<ConvStage>().Where(stage => stage.Tiles is not null);

    internal static Layout Input(int height, int width, int channels) =>
        Layout.Vectorised(new Shape.Image(height, width, channels));

    internal static Winograd? For(
        Layout input,
        Size2 output,
        Size2? kernel = null,
        Size2? stride = null,
        int filters = 16,
        FusedPool? pool = null
    )
    {
        ConvStage stage = Graphs.Convolution(
            input,
            output,
            kernel ?? s_three,
            stride ?? s_one,
            filters,
            pool
        );
        ConvForwardAlgorithm chosen = ForcedAlgorithms.None.Choose<ConvForwardAlgorithm>(
            ConvForwardChoice.Estimates(stage)
        );
        return Winograd
            .Sizes.Where(size => size.Algorithm == chosen)
            .Select(size => Winograd.Covering(stage, size.Tile))
            .SingleOrDefault();
    }

    internal static Winograd? Covering(
        Size2 tile,
        Layout input,
        Size2 output,
        FusedPool? pool = null
    ) => Winograd.Covering(Graphs.Convolution(input, output, s_three, s_one, 16, pool), tile);
}
