using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace LayerGen.Data.Images;

/// <summary>
/// Checks a PNG file before it is decoded: chunks, their checksums, the size against a limit, and that the compressed
/// pixels are exactly as many as the header announces. So a decoder never sees a file that was damaged, or one that
/// unpacks to more than it should.
/// </summary>
/// <remarks>Source: Portable Network Graphics (PNG) Specification, second edition, ISO/IEC 15948:2003.</remarks>
internal static class PngFile
{
    private const int HeaderLength = 13;
    private const int ChunkOverhead = 12; // Length, type and checksum.
    private const uint Header = 0x49_48_44_52; // "IHDR"
    private const uint Data = 0x49_44_41_54; // "IDAT"
    private const uint End = 0x49_45_4E_44; // "IEND"

    /// <summary>Where the rows and columns of each pass of an interlaced image start, and how far apart they are.</summary>
    private static readonly (int Y, int X, int StepY, int StepX)[] InterlacedPasses =
    [
        (0, 0, 8, 8),
        (0, 4, 8, 8),
        (4, 0, 8, 4),
        (0, 2, 4, 4),
        (2, 0, 4, 2),
        (0, 1, 2, 2),
        (1, 0, 2, 1),
    ];

    /// <summary>How every PNG file begins.</summary>
    public static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Checks a file that begins with <see cref="Signature"/>.</summary>
    public static Result<ImageSize> Check(ReadOnlyMemory<byte> file, string name, long maxPixels)
    {
        ReadOnlySpan<byte> bytes = file.Span;
        Result<ImageSize>? size = null;
        long scanlines = 0;
        using MemoryStream packed = new();
        for (int at = Signature.Length; at <= bytes.Length - ChunkOverhead; )
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
            if (length > bytes.Length - at - ChunkOverhead)
                return CutShort(name);
            ReadOnlySpan<byte> chunk = bytes.Slice(at + 4, 4 + (int)length);
            ReadOnlySpan<byte> content = chunk[4..];
            at += ChunkOverhead + (int)length;
            if (
                Crc32.HashToUInt32(chunk) != BinaryPrimitives.ReadUInt32BigEndian(bytes[(at - 4)..])
            )
                return new Failure($"{name}: is damaged (a checksum differs); fetch it again.");
            uint type = BinaryPrimitives.ReadUInt32BigEndian(chunk);
            if (size is null)
            {
                if (type != Header || length != HeaderLength)
                    return new Failure($"{name}: has no PNG header; save the image again.");
                size = ImageSize.Check(
                    name,
                    height: BinaryPrimitives.ReadUInt32BigEndian(content[4..]),
                    width: BinaryPrimitives.ReadUInt32BigEndian(content),
                    maxPixels
                );
                if (size is not Result<ImageSize>.Ok(var announced))
                    return size;
                if (ScanlineBytes(content, announced) is not { } needed)
                    return new Failure(
                        $"{name}: its header announces a kind of PNG that does not exist; save the image again."
                    );
                scanlines = needed;
            }
            else if (type == Data)
                packed.Write(content);
            else if (type == End)
                return CheckPixels(packed, name, scanlines) is { } wrong ? wrong : size;
        }
        return CutShort(name);
    }

    private static Failure CutShort(string name) =>
        new($"{name}: ends inside the PNG data; fetch it again.");

    /// <summary>How many bytes the rows have before they are compressed; null if there is no such kind of PNG.</summary>
    private static long? ScanlineBytes(ReadOnlySpan<byte> header, ImageSize size)
    {
        (byte depth, byte colour, byte interlaced) = (header[8], header[9], header[12]);
        int samples = colour switch
        {
            0 when depth is 1 or 2 or 4 or 8 or 16 => 1,
            2 when depth is 8 or 16 => 3,
            3 when depth is 1 or 2 or 4 or 8 => 1,
            4 when depth is 8 or 16 => 2,
            6 when depth is 8 or 16 => 4,
            _ => 0,
        };
        if (samples == 0 || header[10] != 0 || header[11] != 0 || interlaced > 1)
            return null;
        if (interlaced == 0)
            return Rows(size.Height, size.Width);
        long total = 0;
        foreach ((int y, int x, int stepY, int stepX) in InterlacedPasses)
            total += Rows(
                Math.Max(0, (size.Height - y + stepY - 1) / stepY),
                Math.Max(0, (size.Width - x + stepX - 1) / stepX)
            );
        return total;

        // A byte before each row says how it was predicted.
        long Rows(int height, int width) =>
            width == 0 ? 0 : (long)height * (1 + (((long)width * samples * depth) + 7) / 8);
    }

    /// <summary>Unpacks the pixels without keeping them.</summary>
    private static Failure? CheckPixels(MemoryStream packed, string name, long needed)
    {
        packed.Position = 0;
        byte[] piece = new byte[1 << 14];
        long found = 0;
        try
        {
            using ZLibStream content = new(packed, CompressionMode.Decompress);
            for (int count; found <= needed && (count = content.Read(piece)) > 0; )
                found += count;
        }
        // A stream that asks for a dictionary, which PNG has not, gives an I/O exception of the unpacker.
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            return new($"{name}: its compressed pixels are damaged; fetch it again.");
        }
        return found == needed
            ? null
            : new(
                $"{name}: its header announces {needed} bytes of pixels, found "
                    + $"{(found > needed ? "more" : found)}; save the image again."
            );
    }
}
