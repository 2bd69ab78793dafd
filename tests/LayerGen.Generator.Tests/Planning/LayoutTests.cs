using LayerGen.Generator.Core;
using LayerGen.Generator.Core.Planning;

namespace LayerGen.Generator.Tests.Planning;

public sealed class LayoutTests
{
    // Rows of 1 + 5 + 4 pixels of 16 floats; 3 + 2 + 1 rows; three rows and one pixel before the first value.
    [Fact]
    public void Strides_size_and_origin_count_the_border_and_the_padding()
    {
        Layout layout = Layout.Vectorised(new Shape.Image(2, 5, 3), new(3, 1, 1, 4));

        Assert.Equal(
            (16, 160, 960, 496, 30, false),
            (
                layout.ChannelStride,
                layout.RowStride,
                layout.Size,
                layout.Origin,
                layout.ValueCount,
                layout.IsContiguous
            )
        );
    }

    [Fact]
    public void Tight_layout_is_the_callers_column()
    {
        Layout layout = Layout.Tight(new Shape.Image(2, 5, 3));

        Assert.Equal((3, 15, 30, 0), Numbers(layout));
        Assert.True(layout.IsContiguous);
        Assert.Equal((7, 7, 7, 0), Numbers(Layout.Tight(new Shape.Features(7))));
    }

    [Fact]
    public void Values_are_side_by_side_without_padding_or_border_or_in_one_pixel()
    {
        Assert.True(Layout.Vectorised(new Shape.Features(10)).IsContiguous);
        Assert.True(Layout.Vectorised(new Shape.Image(1, 1, 10)).IsContiguous);
        Assert.True(Layout.Vectorised(new Shape.Image(2, 2, 32)).IsContiguous);
        Assert.False(Layout.Vectorised(new Shape.Image(1, 2, 10)).IsContiguous);
        Assert.False(Layout.Tight(new Shape.Image(2, 2, 1), new(0, 0, 0, 1)).IsContiguous);
    }

    [Theory]
    [InlineData(1, 16)]
    [InlineData(16, 16)]
    [InlineData(17, 32)]
    [InlineData(1600, 1600)]
    public void RoundUp_gives_whole_vectors(int count, int expected) =>
        Assert.Equal(expected, Layout.RoundUp(count));

    private static (int ChannelStride, int RowStride, int Size, int Origin) Numbers(
        Layout layout
    ) => (layout.ChannelStride, layout.RowStride, layout.Size, layout.Origin);
}
