using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;

namespace LayerGen.Tests.Data.Images;

/// <summary>Writes PNG files for tests, right and wrong ones.</summary>
internal static class PngBytes
{
    /// <summary>A file of scanlines that have one byte a value and need no prediction.</summary>
    public static byte[] File(
        int height,
        int width,
        byte colour,
        byte[] values,
        byte depth = 8,
        byte[]? palette = null
    )
    {
        int row = values.Length / height;
        byte[] scanlines = new byte[height * (row + 1)];
        for (int y = 0; y < height; y++)
            values.AsSpan(y * row, row).CopyTo(scanlines.AsSpan((y * (row + 1)) + 1));
        return
        [
            .. Signature,
            .. Chunk("IHDR", Header(height, width, depth, colour, interlaced: 0)),
            .. palette is null ? [] : Chunk("PLTE", palette),
            .. Chunk("IDAT", Pack(scanlines)),
            .. Chunk("IEND", []),
        ];
    }

    public static byte[] Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    public static byte[] Header(int height, int width, byte depth, byte colour, byte interlaced)
    {
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = (depth, colour, interlaced);
        return header;
    }

    public static byte[] Chunk(string type, byte[] content)
    {
        byte[] chunk = [0, 0, 0, 0, .. Encoding.ASCII.GetBytes(type), .. content, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        WriteChecksum(chunk);
        return chunk;
    }

    public static byte[] Pack(byte[] scanlines)
    {
        using MemoryStream packed = new();
        using (ZLibStream zlib = new(packed, CompressionLevel.Optimal))
            zlib.Write(scanlines);
        return packed.ToArray();
    }

    /// <summary>Makes every chunk's checksum right again, as far as chunks can be found.</summary>
    public static void RepairChecksums(byte[] file)
    {
        for (long at = Signature.Length; at + 12 <= file.Length; )
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan((int)at));
            if (at + 12 + length > file.Length)
                return;
            WriteChecksum(file.AsSpan((int)at, 12 + (int)length));
            at += 12 + length;
        }
    }

    private static void WriteChecksum(Span<byte> chunk) =>
        BinaryPrimitives.WriteUInt32BigEndian(chunk[^4..], Crc32.HashToUInt32(chunk[4..^4]));
}
