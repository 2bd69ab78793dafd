using CsCheck;
using LayerGen.Generator.Core.Planning;

namespace LayerGen.Generator.Tests.Planning;

public sealed class TilingTests
{
    private static readonly Gen<VectorWidth> s_width = Gen.OneOf([.. VectorWidth.All]);

    // A product's size: floats of a row, steps of rows, rows of a step (positions of a fused window, at most 9).
    private static readonly Gen<(VectorWidth Width, int Columns, int Rows, int Step)> s_product =
        Gen.Select(
            s_width,
            Gen.OneOf(Gen.Int[1, 300], Gen.Int[1, 3000]),
            Gen.Int[1, 70],
            Gen.Int[1, Fusion.LargestFusedWindow],
            (width, columns, steps, step) => (width, columns, steps * step, step)
        );

    private static readonly Gen<(VectorWidth Width, int Height, int Run)> s_kernel = Gen.Select(
        s_width,
        Gen.Int[1, 13],
        Gen.OneOf(Gen.Int[1, 200], Gen.Int[1, 5000])
    );

    [Fact]
    public void Widths_hold_as_many_sums_as_three_quarters_of_the_registers()
    {
        // 32 registers with 512 bits; 16 with 256 and 128 bits.
        Assert.Equal(
            [("Vector512", 16, 24), ("Vector256", 8, 12), ("Vector128", 4, 12)],
            VectorWidth.All.Select(width => (width.Name, width.Lanes, width.Accumulators))
        );
        Assert.Equal(Layout.WidestVector, VectorWidth.All.Max(width => width.Lanes));
    }

    [Fact]
    public void Live_blocks_fit_into_the_columns_and_leave_a_third_of_the_accumulators() =>
        Gen.Select(s_width, Gen.Int[16, 3000])
            .Sample(
                (width, columns) =>
                {
                    int vectors = Tiling.LiveVectors(width, columns);
                    Assert.InRange(vectors, 1, width.Accumulators * 2 / 3);
                    // The last block begins at columns − block.
                    Assert.InRange(vectors * width.Lanes, width.Lanes, columns);
                }
            );

    // The sums, the weights of a step, a value, and one register more; blocks fit into the columns, so that the last one
    // can overlap the one before.
    [Fact]
    public void Overlapping_tile_fits_the_registers_and_the_columns() =>
        Gen.Select(s_width, Gen.Int[16, 3000], Gen.Int[1, 40])
            .Sample(
                (width, columns, rows) =>
                {
                    ProductTile tile = Tiling.Overlapping(width, columns, rows);
                    Assert.InRange(tile.Rows, 1, rows);
                    Assert.InRange(tile.Vectors * width.Lanes, width.Lanes, columns);
                    Assert.InRange(
                        (tile.Rows * tile.Vectors) + tile.Vectors + 2,
                        4,
                        width.Accumulators * 4 / 3
                    );
                }
            );

    [Fact]
    public void Blocks_of_columns_in_runs_are_whole_runs_or_divide_one() =>
        Gen.Select(s_width, Gen.Int[1, 200], Gen.Int[1, 40])
            .Sample(
                (width, runs, rows) =>
                {
                    int columns = runs * Layout.WidestVector;
                    int[] vectors =
                    [
                        Tiling.Overlapping(width, columns, rows, inRuns: true).Vectors,
                        Tiling.LiveVectors(width, columns, inRuns: true),
                    ];
                    Assert.All(
                        vectors.Select(each => each * width.Lanes),
                        block =>
                        {
                            Assert.InRange(block, width.Lanes, columns);
                            Assert.True(
                                block % Layout.WidestVector == 0 || Layout.WidestVector % block == 0
                            );
                        }
                    );
                    Assert.InRange(vectors[1], 1, width.Accumulators * 2 / 3);
                }
            );

    // 300 columns are 19 vectors of 16, a prime: no block of equal width but one or all divides them.
    [Theory]
    [InlineData("Vector512", 300, 16, 8, 2)] // 10 blocks · 2 tiles · 16; 16×1 loads more than it multiplies, 19 blocks · 17
    [InlineData("Vector256", 300, 16, 4, 2)] // 19 blocks · 4 tiles · 8; 6×2 leaves 4, which take tiles of 3 and 1
    public void Overlapping_tile_is_the_cheapest(
        string name,
        int columns,
        int rows,
        int expectedRows,
        int expectedVectors
    )
    {
        VectorWidth width = VectorWidth.All.Single(width => width.Name == name);
        ProductTile tile = Tiling.Overlapping(width, columns, rows);
        Assert.Equal((expectedRows, expectedVectors), (tile.Rows, tile.Vectors));
    }

    [Fact]
    public void Product_tile_fits_the_accumulators_and_covers_rows_and_columns_exactly() =>
        s_product.Sample(
            product =>
            {
                var (width, columns, rows, step) = product;
                ProductTile tile = Tiling.Product(width, columns, rows, step);

                Assert.InRange(tile.Rows * tile.Vectors, 1, width.Accumulators);
                Assert.Equal(0, width.VectorsFor(columns) % tile.Vectors);
                Assert.Equal(0, tile.Rows % step);
                Assert.InRange(tile.Rows, step, rows);
                Assert.Equal(rows % tile.Rows, tile.LastRows);
                Assert.Equal(0, tile.LastRows % step);
            },
            iter: 2_000
        );

    [Fact]
    public void Product_tile_is_the_cheapest_of_all() =>
        s_product.Sample(
            product =>
            {
                var (width, columns, rows, step) = product;
                ProductTile tile = Tiling.Product(width, columns, rows, step);
                int vectors = width.VectorsFor(columns);
                double cheapest = (
                    from v in Enumerable.Range(1, width.Accumulators)
                    from r in Enumerable.Range(1, rows)
                    where vectors % v == 0 && r % step == 0 && r * v <= width.Accumulators
                    select Cost(r, v)
                ).Min();

                // Costs are multiples of a third: equal but for the rounding of their sums.
                Assert.Equal(cheapest, Cost(tile.Rows, tile.Vectors), 1e-9 * cheapest);

                double Cost(int r, int v)
                {
                    double cost = rows / r * StepCost(width, r, v);
                    int left = rows % r;
                    return (cost + (left > 0 ? StepCost(width, left, v) : 0)) * (vectors / v);
                }
            },
            iter: 1_000
        );

    // The model as stated: max(r·v, (r + v) · load, 8).
    private static double StepCost(VectorWidth width, int r, int v) =>
        Math.Max(Math.Max(r * v, 8), (r + v) * width.LoadCost);

    [Fact]
    public void Kernel_blocks_cover_the_kernel_and_fit_the_accumulators() =>
        s_kernel.Sample(
            kernel =>
            {
                var (width, height, run) = kernel;
                KernelBlock block = Tiling.Kernel(width, height, run);
                int floats = block.Vectors * width.Lanes;

                Assert.InRange(block.Rows * block.Vectors, 1, width.Accumulators);
                Assert.Equal(0, height % block.Rows);
                Assert.True(block.Blocks * floats >= run, "The blocks do not cover a row.");
                Assert.True((block.Blocks - 1) * floats < run, "A block has nothing to do.");
            },
            iter: 5_000
        );

    [Fact]
    public void Kernel_blocks_are_the_largest_that_fit() =>
        s_kernel.Sample(
            kernel =>
            {
                var (width, height, run) = kernel;
                KernelBlock block = Tiling.Kernel(width, height, run);
                int vectors = width.VectorsFor(run);
                int most = Enumerable
                    .Range(1, height)
                    .Where(rows => height % rows == 0 && rows * vectors <= width.Accumulators)
                    .DefaultIfEmpty(0)
                    .Max();

                if (most > 0)
                    Assert.Equal(new(most, vectors, 1), block);
                else
                    Assert.Equal(
                        (1, (vectors + width.Accumulators - 1) / width.Accumulators),
                        (block.Rows, block.Blocks)
                    );
            },
            iter: 5_000
        );

    [Fact]
    public void Run_stride_holds_the_blocks_of_every_width_in_whole_vectors() =>
        s_kernel.Sample(
            kernel =>
            {
                int stride = Tiling.RunStride(kernel.Height, kernel.Run);

                Assert.Equal(0, stride % Layout.WidestVector);
                Assert.True(stride >= kernel.Run);
                Assert.All(
                    VectorWidth.All,
                    width =>
                    {
                        KernelBlock block = Tiling.Kernel(width, kernel.Height, kernel.Run);
                        Assert.True(block.Blocks * block.Vectors * width.Lanes <= stride);
                    }
                );
            },
            iter: 2_000
        );

    [Fact]
    public void Blocks_of_an_input_gradient_cover_the_kernel_and_stay_in_its_padding() =>
        Gen.Select(s_kernel, Gen.Int[1, 300])
            .Sample(
                (kernel, filters) =>
                {
                    var (width, height, run) = kernel;
                    KernelBlock block = Tiling.InputGradient(width, height, run, filters);
                    int floats = block.Vectors * width.Lanes;

                    Assert.InRange(block.Rows * block.Vectors, 1, width.Accumulators);
                    Assert.Equal(0, height % block.Rows);
                    Assert.InRange(block.Blocks * floats, run, Tiling.RunStride(height, run));
                    Assert.True((block.Blocks - 1) * floats < run, "A block has nothing to do.");
                },
                iter: 5_000
            );

    // The rows decide in which order an input meets the positions above it, and so its last bits.
    [Fact]
    public void Blocks_of_an_input_gradient_have_the_same_rows_on_every_width() =>
        Gen.Select(s_kernel, Gen.Int[1, 300])
            .Sample(
                (kernel, filters) =>
                    Assert.Single(
                        VectorWidth
                            .All.Select(width =>
                                Tiling.InputGradient(width, kernel.Height, kernel.Run, filters).Rows
                            )
                            .Distinct()
                    ),
                iter: 2_000
            );
}
