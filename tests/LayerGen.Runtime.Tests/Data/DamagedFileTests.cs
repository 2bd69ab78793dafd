using System.IO.Compression;
using CsCheck;
using LayerGen.Data;

namespace LayerGen.Tests.Data;

/// <summary>Whatever happens to a file, reading it gives a failure or valid data, and never throws.</summary>
public class DamagedFileTests
{
    private static readonly byte[] Original = IdxBytes.Images(3, 5, 4);

    // Incompressible content is stored, compressible content is coded: both kinds of block can be cut.
    private static readonly byte[] Packed = IdxBytes.Gzip(Original);
    private static readonly byte[] Stored = IdxBytes.Gzip(Original, CompressionLevel.NoCompression);

    public static TheoryData<string> Files => ["plain", "packed", "stored"];

    [Theory]
    [MemberData(nameof(Files))]
    public void ReadImages_fails_when_the_file_is_cut_at_any_byte(string kind)
    {
        byte[] file = FileOf(kind);
        for (int length = 0; length < file.Length; length++)
            FailureAssert.Fails(Read(file[..length]), "test.idx: ");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void ReadImages_fails_when_bytes_follow(string kind) =>
        Gen
            .Byte.Array[1, 40]
            .Sample(extra => FailureAssert.Fails(Read([.. FileOf(kind), .. extra]), "test.idx: "));

    [Theory]
    [InlineData("packed")]
    [InlineData("stored")]
    public void ReadImages_fails_or_gives_the_original_when_any_bit_of_a_gzip_file_is_flipped(
        string kind
    )
    {
        // Every bit, one at a time. Bits of the time stamp and the like say nothing about the content.
        byte[] file = FileOf(kind);
        for (int bit = 0; bit < 8 * file.Length; bit++)
        {
            byte[] damaged = [.. file];
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            AssertFailureOrOriginal(Read(damaged));
        }
    }

    [Fact]
    public void ReadImages_fails_or_gives_the_original_when_bytes_of_a_gzip_file_are_changed() =>
        Changes(Packed.Length)
            .Sample(changes => AssertFailureOrOriginal(Read(Apply(changes, Packed))), iter: 2000);

    [Fact]
    public void ReadImages_fails_or_gives_as_many_pixels_as_announced_when_bytes_of_a_plain_file_are_changed() =>
        Changes(Original.Length)
            .Sample(
                changes =>
                {
                    if (Read(Apply(changes, Original)) is not Result<IdxImages>.Ok(var images))
                        return;
                    Assert.Equal(images.Count * images.Height * images.Width, images.Pixels.Length);
                    Assert.Equal(60, images.Pixels.Length);
                },
                iter: 2000
            );

    [Fact]
    public void ReadImages_and_ReadLabels_never_throw_when_the_bytes_are_random() =>
        Gen.Select(Gen.Byte.Array[0, 60], Gen.Int[0, 3])
            .Sample(
                (bytes, beginning) =>
                {
                    // A right beginning leads further into the reader than chance would.
                    byte[] file = beginning switch
                    {
                        0 => bytes,
                        1 => [0x1f, 0x8b, 8, 0, .. bytes],
                        2 => [0, 0, 8, 1, 0, 0, 0, .. bytes],
                        _ => [0, 0, 8, 3, 0, 0, 0, .. bytes],
                    };
                    using MemoryStream images = new(file);
                    using MemoryStream labels = new(file);
                    Assert.NotNull(IdxReader.ReadImages(images, "test.idx"));
                    Assert.NotNull(IdxReader.ReadLabels(labels, "test.idx"));
                },
                iter: 2000
            );

    private static Gen<(int Position, byte Value)[]> Changes(int length) =>
        Gen.Select(Gen.Int[0, length - 1], Gen.Byte).Array[1, 4];

    private static byte[] Apply((int Position, byte Value)[] changes, byte[] file)
    {
        byte[] damaged = [.. file];
        foreach ((int position, byte value) in changes)
            damaged[position] = value;
        return damaged;
    }

    private static void AssertFailureOrOriginal(Result<IdxImages> result)
    {
        if (result is Result<IdxImages>.Ok(var images))
            Assert.Equal(Original[16..], images.Pixels.ToArray());
        else
            FailureAssert.Fails(result, "test.idx: ");
    }

    private static byte[] FileOf(string kind) =>
        kind switch
        {
            "plain" => Original,
            "packed" => Packed,
            _ => Stored,
        };

    private static Result<IdxImages> Read(byte[] file)
    {
        using MemoryStream stream = new(file);
        return IdxReader.ReadImages(stream, "test.idx");
    }
}
