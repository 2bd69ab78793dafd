using LayerGen.Data;
using LayerGen.Data.Images;
using LayerGen.Tests.Data;
using LayerGen.Tests.Data.Images;

namespace LayerGen.Tests;

/// <summary>The bounds hold where the file is large, and so the constant is not what they rest on.</summary>
[Collection(nameof(WholeProcess))]
public class LoadAllocationTests
{
    private const int Side = 600;

    // Random: it does not get smaller by packing, so content and file are of a size.
    private static readonly byte[] Pixels = RandomBytes(Side * Side * 3);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void IDX_files_are_read_in_memory_in_proportion(bool isPacked)
    {
        byte[] file = [.. IdxBytes.Images(1, Side, Side)[..16], .. Pixels[..(Side * Side)]];
        if (isPacked)
            file = IdxBytes.Gzip(file);

        LoadAllocation.Idx.Check(
            file.Length,
            () => IdxReader.ReadImages(new MemoryStream(file), "large").ValueOrThrow()
        );
    }

    [Fact]
    public void PNG_files_are_read_in_memory_in_proportion()
    {
        byte[] file = PngBytes.File(Side, Side, colour: 2, Pixels);

        LoadAllocation.Png.Check(file.Length, () => ImageFile.Decode(file, "large").ValueOrThrow());
    }

    [Fact]
    public void JPEG_files_are_refused_when_they_announce_more_than_they_can_hold()
    {
        byte[] file = [.. JpegBytes.Baseline(16, 24, IdxBytes.Counting(16 * 24 * 3))];
        int frame = file.AsSpan().IndexOf([(byte)0xFF, (byte)0xC0]);
        // Within the limit of pixels, but 8,000 rows and columns need a megabit.
        (file[frame + 5], file[frame + 7]) = (8_000 >> 8, 8_000 >> 8);

        FailureAssert.Fails(
            LoadAllocation.Png.Check(file.Length, () => ImageFile.Decode(file, "large")),
            "large: "
        );
    }

    private static byte[] RandomBytes(int count)
    {
        RandomSource random = new(1);
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++)
            bytes[i] = (byte)random.NextInt32(256);
        return bytes;
    }
}
