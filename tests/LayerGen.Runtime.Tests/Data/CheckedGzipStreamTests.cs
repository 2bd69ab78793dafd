using System.Buffers.Binary;
using System.Text;
using CsCheck;
using LayerGen.Data;

namespace LayerGen.Tests.Data;

public class CheckedGzipStreamTests
{
    [Fact]
    public void Read_gives_what_was_packed() =>
        // A gzip stream of .NET writes nothing at all, not even a header, for no content.
        Gen
            .Byte.Array[1, 5000]
            .Sample(content => Assert.Equal(content, Unpack(IdxBytes.Gzip(content))));

    [Fact]
    public void Read_gives_what_was_packed_when_the_header_has_all_optional_fields()
    {
        byte[] content = IdxBytes.Counting(500);
        byte[] packed = IdxBytes.Gzip(content);
        packed[3] = 0x1f;
        byte[] fields =
        [
            3,
            0,
            .. "ext"u8,
            .. Encoding.Latin1.GetBytes("name\0"),
            .. Encoding.Latin1.GetBytes("comment\0"),
            0x12,
            0x34,
        ];
        Assert.Equal(content, Unpack([.. packed[..10], .. fields, .. packed[10..]]));
    }

    [Theory]
    [InlineData(4, "checksum")]
    [InlineData(0, "announces")]
    public void Read_throws_when_the_trailer_lies(int fromEnd, string shown)
    {
        byte[] packed = IdxBytes.Gzip(IdxBytes.Counting(500));
        Span<byte> field = packed.AsSpan(packed.Length - 4 - fromEnd, 4);
        BinaryPrimitives.WriteUInt32LittleEndian(
            field,
            BinaryPrimitives.ReadUInt32LittleEndian(field) + 1
        );
        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => Unpack(packed));
        Assert.Contains(shown, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, 7)]
    [InlineData(3, 0x20)]
    [InlineData(0, 0x1e)]
    public void Constructor_throws_when_the_header_is_none_of_gzip(int position, byte value)
    {
        byte[] packed = IdxBytes.Gzip(IdxBytes.Counting(500));
        packed[position] = value;
        Assert.Throws<InvalidDataException>(() => Unpack(packed));
    }

    [Fact]
    public void Constructor_throws_when_the_source_cannot_seek()
    {
        using OneWayStream source = new(IdxBytes.Gzip([1]));
        Assert.Throws<ArgumentException>(() => new CheckedGzipStream(source));
    }

    [Fact]
    public void Dispose_leaves_the_source_open()
    {
        using MemoryStream source = new(IdxBytes.Gzip([1]));
        new CheckedGzipStream(source).Dispose();
        Assert.True(source.CanRead);
    }

    private static byte[] Unpack(byte[] packed)
    {
        using MemoryStream source = new(packed);
        using CheckedGzipStream stream = new(source);
        using MemoryStream content = new();
        stream.CopyTo(content, bufferSize: 777);
        return content.ToArray();
    }
}
