using LayerGen.Data.Images;

namespace LayerGen.Tests.Data.Images;

public class PixelImageTests
{
    [Fact]
    public void WithChannels_weights_colours_by_their_brightness()
    {
        PixelImage colour = new(
            1,
            4,
            3,
            new byte[] { 255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255 }
        );
        // 0.299·255 = 76.2, 0.587·255 = 149.7, 0.114·255 = 29.1.
        Assert.Equal([76, 150, 29, 255], colour.WithChannels(1).Pixels.ToArray());
        Assert.Same(colour, colour.WithChannels(3));
    }

    [Fact]
    public void WithChannels_repeats_grey() =>
        Assert.Equal(
            [7, 7, 7, 9, 9, 9],
            new PixelImage(2, 1, 1, new byte[] { 7, 9 }).WithChannels(3).Pixels.ToArray()
        );

    [Fact]
    public void Resize_rounds_and_keeps_channels_apart()
    {
        PixelImage image = new(1, 2, 3, new byte[] { 0, 10, 200, 255, 20, 100 });
        PixelImage resized = image.Resize(2, 1);
        Assert.Equal((2, 1, 3), (resized.Height, resized.Width, resized.Channels));
        Assert.Equal([128, 15, 150, 128, 15, 150], resized.Pixels.ToArray());
        Assert.Same(image, image.Resize(1, 2));
    }

    [Fact]
    public void Constructor_throws_when_sizes_and_pixels_do_not_fit()
    {
        Assert.Throws<ArgumentException>(() => new PixelImage(2, 2, 1, new byte[5]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PixelImage(2, 2, 2, new byte[8]));
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            new PixelImage(0, 2, 1, Array.Empty<byte>())
        );
    }
}
