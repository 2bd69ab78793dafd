using System.Buffers.Binary;
using System.IO.Compression;

namespace LayerGen.Tests.Data;

/// <summary>Writes IDX files for tests, right and wrong ones.</summary>
internal static class IdxBytes
{
    public const uint ImagesMagic = 0x00000803;
    public const uint LabelsMagic = 0x00000801;

    public static byte[] File(uint magic, uint[] axes, byte[] values)
    {
        byte[] bytes = new byte[4 + (4 * axes.Length) + values.Length];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, magic);
        for (int i = 0; i < axes.Length; i++)
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4 + (4 * i)), axes[i]);
        values.CopyTo(bytes, 4 + (4 * axes.Length));
        return bytes;
    }

    /// <summary>Images whose values count up: 0, 1, 2, … modulo 251.</summary>
    public static byte[] Images(uint count, uint height, uint width) =>
        File(ImagesMagic, [count, height, width], Counting((int)(count * height * width)));

    public static byte[] Labels(params byte[] labels) =>
        File(LabelsMagic, [(uint)labels.Length], labels);

    public static byte[] Counting(int count) =>
        [.. Enumerable.Range(0, count).Select(i => (byte)(i % 251))];

    public static byte[] Gzip(byte[] content, CompressionLevel level = CompressionLevel.Optimal)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, level))
            gzip.Write(content);
        return packed.ToArray();
    }
}
