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

    // 5×5 outputs behind a maximum are 5×5 tiles, all in one round of at most 64.
    [Fact]
    public void Second_convolution_of_the_reference_network_is_tiled() =>
        Assert.Equal(
            new Winograd(5, 5, 5),
            Planner.Plan(Graphs.Cnn).Stages.OfType<ConvStage>().Last().Tiles
        );

    [Theory]
    [InlineData(8, 8, 4, 4, 4)] // Even sizes without a pool: half as many tiles.
    [InlineData(7, 9, 4, 5, 4)] // Odd sizes: the last tile is half outside.
    [InlineData(32, 32, 16, 16, 4)] // 64 tiles of a round are four rows of sixteen.
    [InlineData(34, 32, 17, 16, 1)] // 17 rows have no divisor up to four but one.
    [InlineData(2, 200, 1, 100, 1)] // A row longer than a round is a round.
    public void Tiles_cover_the_outputs_in_equal_rounds(
        int height,
        int width,
        int rows,
        int columns,
        int rowsPerRound
    ) =>
        Assert.Equal(
            new Winograd(rows, columns, rowsPerRound),
            For(Input(height + 2, width + 2, 32), new(height, width))
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

    // One vector of filters and of channels, c of which mean something: a tile of 2×2 takes 16c + 64 + 48 where the
    // direct sum takes 4·9·c; 16c + 112 < 0.9 · 36c from c = 6.8 on.
    [Theory]
    [InlineData(6, false)]
    [InlineData(7, true)]
    public void Cost_of_the_transforms_must_pay(int channels, bool pays)
    {
        Assert.Equal(pays, For(Input(10, 10, channels), new(8, 8)) is not null);
        Assert.Equal(
            pays,
            For(Input(10, 10, channels), new(4, 4), pool: new(Pooling.Max, s_two, s_two))
                is not null
        );
    }

    // 5×5 outputs are 9 tiles. 16 channels: 9·(256 + 64 + 48) = 3,312 > 0.9·25·9·16 = 3,240.
    // 32 channels: 9·(512 + 2·64 + 48) = 6,192 < 6,480. One output of a tile of four never pays: 16c > 9c.
    [Fact]
    public void Cost_counts_outputs_of_half_tiles_once()
    {
        Assert.Null(For(Input(7, 7, 16), new(5, 5)));
        Assert.NotNull(For(Input(7, 7, 32), new(5, 5)));
        Assert.Null(For(Input(3, 3, 256), new(1, 1)));
    }

    [Fact]
    public void Rounds_are_the_most_rows_that_divide_and_fit() =>
        Gen.Select(Gen.Int[1, 100], Gen.Int[1, 100])
            .Sample(
                (rows, columns) =>
                {
                    Winograd? tiles = For(
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
                ProductTile tile = tiles.Tile(stage, width);
                int block = tile.Vectors * width.Lanes;
                Assert.InRange(tile.Rows * tile.Vectors, 1, width.Accumulators);
                Assert.Equal(0, stage.Filters % block);
                Assert.Equal(tiles.TilesPerRound % tile.Rows, tile.LastRows);
                Assert.True(16 * tiles.TilesPerRound * block <= tiles.ProductSize(stage));
            }
            // Components 2 KiB or a multiple apart would compete for one place in the cache.
            int values = tiles.TilesPerRound * stage.Input.ChannelStride;
            Assert.Equal(16 * (values % 512 == 0 ? values + 16 : values), tiles.InputSize(stage));
        }
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
        return
            ForcedAlgorithms.None.Choose<ConvForwardAlgorithm>(ConvForwardChoice.Estimates(stage))
            == ConvForwardAlgorithm.Winograd
            ? Winograd.Covering(stage)
            : null;
    }
}
