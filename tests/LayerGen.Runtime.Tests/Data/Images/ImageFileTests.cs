using LayerGen.Data.Images;
using StbImageWriteSharp;

namespace LayerGen.Tests.Data.Images;

public class ImageFileTests
{
    private const int Height = 5;
    private const int Width = 7;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Decode_gives_the_pixels_when_the_file_is_a_png_of_another_writer(int channels)
    {
        byte[] pixels = IdxBytes.Counting(Height * Width * channels);
        using MemoryStream file = new();
        new ImageWriter().WritePng(pixels, Width, Height, (ColorComponents)channels, file);
        PixelImage image = ImageFile.Decode(file.ToArray(), "test.png").ValueOrThrow();
        Assert.Equal((Height, Width, channels), (image.Height, image.Width, image.Channels));
        Assert.Equal(pixels, image.Pixels.ToArray());
    }

    [Fact]
    public void Decode_lays_transparent_pixels_over_white()
    {
        // 0·0.2 + 255·0.8 = 204; 100·1 = 100; whatever is fully transparent is white.
        PixelImage grey = Decode(PngBytes.File(1, 3, colour: 4, [0, 51, 100, 255, 7, 0]));
        Assert.Equal((1, "204 100 255"), (grey.Channels, Text(grey)));
        PixelImage colour = Decode(PngBytes.File(1, 2, colour: 6, [0, 255, 10, 51, 1, 2, 3, 255]));
        Assert.Equal((3, "204 255 206 1 2 3"), (colour.Channels, Text(colour)));
    }

    [Fact]
    public void Decode_reads_palettes_bits_and_16_bit_values()
    {
        byte[] palette = [9, 8, 7, 1, 2, 3];
        PixelImage indexed = Decode(PngBytes.File(1, 3, colour: 3, [1, 0, 1], palette: palette));
        Assert.Equal("1 2 3 9 8 7 1 2 3", Text(indexed));
        PixelImage bits = Decode(
            PngBytes.File(2, 3, colour: 0, [0b1010_0000, 0b0100_0000], depth: 1)
        );
        Assert.Equal("255 0 255 0 255 0", Text(bits));
        PixelImage deep = Decode(
            PngBytes.File(1, 2, colour: 0, [0x12, 0x34, 0xFE, 0xDC], depth: 16)
        );
        Assert.Equal("18 254", Text(deep));
    }

    [Fact]
    public void Decode_reads_interlaced_files()
    {
        // 2 × 2 pixels: passes 1, 6 and 7 have the first pixel, the one right of it, and the second row.
        byte[] file =
        [
            .. PngBytes.Signature,
            .. PngBytes.Chunk("IHDR", PngBytes.Header(2, 2, 8, colour: 0, interlaced: 1)),
            .. PngBytes.Chunk("IDAT", PngBytes.Pack([0, 10, 0, 20, 0, 30, 40])),
            .. PngBytes.Chunk("IEND", []),
        ];
        Assert.Equal("10 20 30 40", Text(Decode(file)));
    }

    [Fact]
    public void Decode_is_near_the_pixels_when_the_file_is_a_jpeg()
    {
        byte[] pixels = new byte[16 * 24 * 3];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)(40 + (i / 9));
        PixelImage image = Decode(JpegBytes.Baseline(16, 24, pixels));
        Assert.Equal((16, 24, 3), (image.Height, image.Width, image.Channels));
        // Quantisation at quality 95 moves smooth values by a few units.
        AssertNear(pixels, image, tolerance: 8);
    }

    [Fact]
    public void Decode_reads_progressive_jpegs()
    {
        PixelImage image = Decode(JpegBytes.Progressive);
        Assert.Equal((20, 24, 3), (image.Height, image.Width, image.Channels));
        // Red and green change slowly and survive quality 75; blue's edges do not.
        ReadOnlySpan<byte> pixels = image.Pixels.Span;
        for (int y = 0; y < 20; y++)
        for (int x = 0; x < 24; x++)
        {
            Assert.InRange(pixels[3 * ((y * 24) + x)] - (x * 255 / 23), -40, 40);
            Assert.InRange(pixels[(3 * ((y * 24) + x)) + 1] - (y * 255 / 19), -40, 40);
        }
        PixelImage grey = Decode(JpegBytes.ProgressiveGrey);
        Assert.Equal((20, 24, 1), (grey.Height, grey.Width, grey.Channels));
        AssertNear(image.WithChannels(1).Pixels.ToArray(), grey, tolerance: 25);
    }

    [Fact]
    public void Decode_fails_when_a_png_or_jpeg_is_cut_at_any_byte()
    {
        byte[] png = PngBytes.File(Height, Width, colour: 2, IdxBytes.Counting(Height * Width * 3));
        foreach (byte[] file in new[] { png, JpegBytes.Progressive, JpegBytes.ProgressiveGrey })
            for (int length = 0; length < file.Length; length++)
                FailureAssert.Fails(ImageFile.Decode(file.AsMemory(0, length), "cut"), "cut: ");
    }

    [Fact]
    public void Decode_fails_before_it_allocates_when_the_header_announces_too_many_pixels()
    {
        byte[] png = PngBytes.File(1, 1, colour: 0, [1]);
        BitConverter.TryWriteBytes(png.AsSpan(16), 0x0001_0000); // Width 256, the bytes reversed.
        BitConverter.TryWriteBytes(png.AsSpan(20), 0x0001_0000);
        PngBytes.RepairChecksums(png);
        FailureAssert.Fails(ImageFile.Decode(png, "a", 65535), "a: ", "256×256", "65535");
        FailureAssert.Fails(
            ImageFile.Decode(JpegBytes.Progressive, "b", 479),
            "b: ",
            "20×24",
            "479"
        );
        Assert.IsType<Result<PixelImage>.Ok>(ImageFile.Decode(JpegBytes.Progressive, "b", 480));
    }

    [Fact]
    public void Decode_fails_when_the_pixels_unpack_to_more_than_the_header_announces()
    {
        // 100 MB of zeros pack into 100 KB.
        byte[] file =
        [
            .. PngBytes.Signature,
            .. PngBytes.Chunk("IHDR", PngBytes.Header(2, 2, 8, colour: 0, interlaced: 0)),
            .. PngBytes.Chunk("IDAT", PngBytes.Pack(new byte[100_000_000])),
            .. PngBytes.Chunk("IEND", []),
        ];
        long before = GC.GetAllocatedBytesForCurrentThread();
        FailureAssert.Fails(ImageFile.Decode(file, "bomb.png"), "bomb.png: ", "6 bytes");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 * file.Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("474946383961")]
    [InlineData("424D")]
    public void Decode_names_the_file_and_what_it_takes_when_the_file_is_something_else(
        string hex
    ) =>
        FailureAssert.Fails(
            ImageFile.Decode(Convert.FromHexString(hex), "other.gif"),
            "other.gif: ",
            "PNG"
        );

    [Fact]
    public void Read_gives_a_failure_when_the_path_is_wrong()
    {
        using TemporaryFolder folder = new();
        FailureAssert.Fails(ImageFile.Read(folder.File("none.png")), "none.png", "no such file");
        FailureAssert.Fails(ImageFile.Read(folder.Path), folder.Path, "directory");
        byte[] png = PngBytes.File(1, 1, colour: 0, [1]);
        Assert.Equal("1", Text(ImageFile.Read(folder.Write("a.jpg", png)).ValueOrThrow()));
    }

    private static PixelImage Decode(byte[] file) =>
        ImageFile.Decode(file, "test.png").ValueOrThrow();

    private static string Text(PixelImage image) => string.Join(' ', image.Pixels.ToArray());

    private static void AssertNear(byte[] expected, PixelImage image, int tolerance)
    {
        Assert.Equal(expected.Length, image.Pixels.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.InRange(image.Pixels.Span[i] - expected[i], -tolerance, tolerance);
    }
}
