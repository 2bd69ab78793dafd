using System.Buffers.Binary;
using LayerGen.Data.Images;

namespace LayerGen.Tests.Data.Images;

public class ExifOrientationTests
{
    private const int OrientationTag = 0x0112;

    // As CIPA DC-008 words it: 6 means that the stored rows are columns from the right, and so on.
    [Theory]
    [InlineData(1, 2, "123456")]
    [InlineData(2, 2, "321654")]
    [InlineData(3, 2, "654321")]
    [InlineData(4, 2, "456123")]
    [InlineData(5, 3, "142536")]
    [InlineData(6, 3, "415263")]
    [InlineData(7, 3, "635241")]
    [InlineData(8, 3, "362514")]
    public void Apply_makes_two_stored_rows_upright(int orientation, int height, string upright)
    {
        PixelImage stored = new(2, 3, 1, "123456"u8.ToArray());

        PixelImage image = ExifOrientation.Apply(stored, orientation);

        Assert.Equal((height, 6 / height), (image.Height, image.Width));
        Assert.Equal(upright, System.Text.Encoding.ASCII.GetString(image.Pixels.Span));
    }

    [Fact]
    public void Apply_keeps_the_channels_of_a_pixel_together()
    {
        PixelImage image = ExifOrientation.Apply(new(1, 2, 3, "abcdef"u8.ToArray()), 3);

        Assert.Equal("defabc", System.Text.Encoding.ASCII.GetString(image.Pixels.Span));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Decode_turns_a_photograph_upright_for_either_order_of_bytes(bool isLittle)
    {
        // White at the top of 16 rows; held so that the top lies on the right of what is stored, and so on.
        byte[] file = WithOrientation(Photograph(16, 8), 6, isLittle);

        PixelImage image = ImageFile.Decode(file, "photo").ValueOrThrow();

        Assert.Equal((8, 16), (image.Height, image.Width));
        // The first stored rows are the last columns now. JPEG keeps large white and black areas to within a few steps.
        Assert.True(image.Pixels.Span[^1] > 200);
        Assert.True(image.Pixels.Span[0] < 50);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(65535)]
    public void Decode_leaves_a_photograph_alone_when_its_orientation_is_none(int orientation)
    {
        byte[] file = WithOrientation(Photograph(16, 8), orientation, isLittle: false);

        Assert.Equal(16, ImageFile.Decode(file, "photo").ValueOrThrow().Height);
    }

    [Fact]
    public void Decode_reads_the_photograph_when_its_EXIF_data_are_cut_at_any_byte()
    {
        byte[] photograph = Photograph(16, 8);
        byte[] exif = Exif(6, isLittle: true);
        for (int length = 0; length < exif.Length; length++)
            Assert.Equal(
                16,
                ImageFile
                    .Decode(WithSegment(photograph, exif[..length]), "photo")
                    .ValueOrThrow()
                    .Height
            );
    }

    private static byte[] Photograph(int height, int width)
    {
        byte[] rgb = new byte[height * width * 3];
        rgb.AsSpan(0, rgb.Length / 2).Fill(byte.MaxValue);
        return JpegBytes.Baseline(height, width, rgb);
    }

    private static byte[] WithOrientation(byte[] jpeg, int orientation, bool isLittle) =>
        WithSegment(jpeg, Exif(orientation, isLittle));

    /// <summary>Behind the two bytes that begin every JPEG.</summary>
    private static byte[] WithSegment(byte[] jpeg, byte[] content) =>
        [
            .. jpeg[..2],
            0xFF,
            0xE1,
            (byte)((content.Length + 2) >> 8),
            (byte)(content.Length + 2),
            .. content,
            .. jpeg[2..],
        ];

    /// <summary>The header, and a directory of one entry; the rest of its value is not part of it.</summary>
    private static byte[] Exif(int orientation, bool isLittle)
    {
        byte[] tiff = new byte[8 + 2 + 10];
        (isLittle ? "II"u8 : "MM"u8).CopyTo(tiff);
        Write16(2, 42);
        Write32(4, 8);
        Write16(8, 1);
        Write16(10, OrientationTag);
        Write16(12, 3);
        Write32(14, 1);
        Write16(18, orientation);
        return [.. "Exif\0\0"u8, .. tiff];

        void Write16(int at, int value)
        {
            if (isLittle)
                BinaryPrimitives.WriteUInt16LittleEndian(tiff.AsSpan(at), (ushort)value);
            else
                BinaryPrimitives.WriteUInt16BigEndian(tiff.AsSpan(at), (ushort)value);
        }

        void Write32(int at, uint value)
        {
            if (isLittle)
                BinaryPrimitives.WriteUInt32LittleEndian(tiff.AsSpan(at), value);
            else
                BinaryPrimitives.WriteUInt32BigEndian(tiff.AsSpan(at), value);
        }
    }
}
