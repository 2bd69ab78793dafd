using LayerGen.Generator.Core;
using LayerGen.Generator.Core.Layers;
using LayerGen.Generator.Core.Planning;
using static LayerGen.Generator.Tests.Planning.Graphs;

namespace LayerGen.Generator.Tests.Planning;

public sealed class PlanarTests
{
    // Lanes in use, filters against columns: 6 of 16 against 14 of 16.
    [Theory]
    [InlineData(6, 14, true)]
    [InlineData(20, 12, false)] // 20 of 32 against 12 of 16: more, but not by a tenth with the moving.
    [InlineData(20, 16, true)] // All columns.
    [InlineData(12, 12, false)]
    [InlineData(8, 3, false)]
    [InlineData(8, 28, true)] // 28 columns in two vectors.
    [InlineData(16, 16, false)] // Whole vectors of filters.
    [InlineData(64, 28, false)]
    public void Columns_are_in_lanes_where_they_fill_more_of_them(
        int filters,
        int columns,
        bool planar
    ) =>
        Assert.Equal(
            planar,
            OnlyConvolution(new Shape.Image(18, columns + 4, 3), Conv(filters, 5, Relu)).Planar
                is not null
        );

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 3)]
    public void Phases_are_the_columns_from_one_output_to_the_next(int window, int phases)
    {
        // The last column belongs to the first phase.
        Shape.Image image = new((30 * phases) + 1, (30 * phases) + 1, 2);

        ConvStage stage = OnlyConvolution(image, Conv(4, 2, Relu), MaxPool(window));

        Assert.Equal(new Planar(phases, 31), stage.Planar);
    }

    // Whatever the network: tiles cover all filters and columns and fit the registers.
    [Fact]
    public void Tiles_divide_filters_and_vectors_and_fit_the_registers()
    {
        foreach (VectorWidth width in VectorWidth.All)
        foreach (int area in new[] { 1, 4, 9 })
            for (int filters = 1; filters < 48; filters++)
            for (int columns = 1; columns < 70; columns += 3)
            {
                PlanarTile tile = PlanarTile.For(width, filters, area, columns);

                Assert.Equal(0, filters % tile.Filters);
                Assert.Equal(0, width.VectorsFor(columns) % tile.Vectors);
                Assert.InRange(tile.Filters * tile.Vectors * area, 1, width.Accumulators);
            }
    }

    [Fact]
    public void Behind_a_maximum_gradients_come_from_live_positions()
    {
        ConvStage First(Layer pool) =>
            OnlyConvolution(new Shape.Image(28, 28, 3), Conv(6, 3, Relu), pool);

        Assert.NotNull(First(MaxPool(2)).Planar);
        Assert.NotEqual(ConvBackwardAlgorithm.Planar, First(MaxPool(2)).Backward);
        Assert.Equal(ConvBackwardAlgorithm.Planar, First(AvgPool(2)).Backward);
    }

    // A reader that may transform whole vectors of channels gets them.
    [Fact]
    public void Channels_are_padded_for_a_reader_that_wants_vectors()
    {
        Layout FirstOutput(int filters, int kernel) =>
            Planner
                .Plan(
                    Of(
                        new Shape.Image(28, 28, 1),
                        Conv(6, 3, Relu),
                        Conv(filters, kernel, Relu),
                        Flatten,
                        Dense(4),
                        Softmax
                    )
                )
                .Stages.OfType<ConvStage>()
                .First()
                .Output;

        Assert.Equal(16, FirstOutput(32, 3).ChannelStride);
        Assert.Equal(6, FirstOutput(32, 5).ChannelStride);
        Assert.Equal(6, FirstOutput(8, 3).ChannelStride);
    }

    private static ConvStage OnlyConvolution(Shape.Image image, params Layer[] layers) =>
        Planner
            .Plan(Of(image, [.. layers, Flatten, Dense(4), Softmax]))
            .Stages.OfType<ConvStage>()
            .Single();
}
