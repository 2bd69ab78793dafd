using LayerGen.Generator.Core;
using LayerGen.Generator.Core.Layers;
using LayerGen.Generator.Core.Planning;
using static LayerGen.Generator.Tests.Planning.Graphs;

namespace LayerGen.Generator.Tests.Planning;

public sealed class TapBlockTests
{
    [Theory]
    [InlineData(3, 1, 3, 3, 1)]
    [InlineData(5, 1, 1, 5, 1)] // 24 registers hold four of five rows, which do not divide
    [InlineData(3, 3, 1, 3, 3)]
    [InlineData(3, 16, 1, 1, 16)]
    public void Block_is_the_largest_that_divides_the_kernel(
        int kernel,
        int channels,
        int rows,
        int columns,
        int depth
    ) =>
        Assert.Equal(
            new TapBlock(rows, columns, depth),
            TapBlock.For(Pooled(kernel, channels, new(2, 2)), VectorWidth.All[0])
        );

    [Theory]
    [InlineData(3, 1, 2, 2, 1, true)] // 3 + 1 floats of a row
    [InlineData(3, 3, 2, 2, 1, true)] // 4 pixels · 3
    [InlineData(3, 4, 2, 2, 1, true)] // 4 · 4
    [InlineData(3, 5, 2, 2, 1, false)] // 4 · 5
    [InlineData(3, 3, 2, 2, 3, false)] // the second place lies three pixels behind: 6 · 3
    [InlineData(3, 1, 2, 4, 1, true)]
    [InlineData(3, 1, 3, 2, 1, false)] // three rows
    [InlineData(3, 1, 1, 2, 1, false)] // two places take two multiply-adds
    [InlineData(3, 1, 1, 3, 1, true)]
    public void Lanes_pick_inputs_where_rows_of_all_places_fit_one_vector(
        int kernel,
        int channels,
        int height,
        int width,
        int stride,
        bool picks
    )
    {
        ConvStage stage = Pooled(kernel, channels, new(height, width), stride);

        Assert.Equal(picks, TapBlock.PicksInputs(stage, VectorWidth.All[0]));
        Assert.All(
            VectorWidth.All.Skip(1),
            narrow => Assert.False(TapBlock.PicksInputs(stage, narrow))
        );
        FusedPool mean = new(Pooling.Average, new(height, width), new(height, width));
        Assert.False(TapBlock.PicksInputs(stage with { Pool = mean }, VectorWidth.All[0]));
    }

    private static ConvStage Pooled(int kernel, int channels, Size2 window, int stride = 1) =>
        Convolution(
            Layout.Tight(new Shape.Image(64, 64, channels)),
            new(8, 8),
            new(kernel, kernel),
            new(stride, stride),
            pool: new(Pooling.Max, window, window)
        );
}
