using System.Buffers.Binary;

namespace LayerGen.Data;

/// <summary>
/// The checksum of gzip: the remainder of the bytes, taken as a polynomial over GF(2), by the polynomial 0x04C11DB7,
/// bits reversed. Eight bytes a step, through one table for each of them.
/// </summary>
internal static class Crc32
{
    private const uint ReversedPolynomial = 0xEDB88320;
    private const int BytesPerStep = 8;

    private static readonly uint[] Tables = MakeTables();

    /// <summary>Goes on with a checksum; that of no bytes is 0.</summary>
    public static uint Append(uint checksum, ReadOnlySpan<byte> bytes)
    {
        uint remainder = ~checksum;
        ReadOnlySpan<uint> table = Tables;
        while (bytes.Length >= BytesPerStep)
        {
            uint low = remainder ^ BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            uint high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            remainder =
                table[(7 * 256) + (int)(low & 255)]
                ^ table[(6 * 256) + (int)((low >> 8) & 255)]
                ^ table[(5 * 256) + (int)((low >> 16) & 255)]
                ^ table[(4 * 256) + (int)(low >> 24)]
                ^ table[(3 * 256) + (int)(high & 255)]
                ^ table[(2 * 256) + (int)((high >> 8) & 255)]
                ^ table[256 + (int)((high >> 16) & 255)]
                ^ table[(int)(high >> 24)];
            bytes = bytes[BytesPerStep..];
        }
        foreach (byte value in bytes)
            remainder = (remainder >> 8) ^ table[(int)((remainder ^ value) & 255)];
        return ~remainder;
    }

    /// <summary>Table k holds what a byte leaves behind when k more bytes follow it.</summary>
    private static uint[] MakeTables()
    {
        uint[] tables = new uint[BytesPerStep * 256];
        for (uint value = 0; value < 256; value++)
        {
            uint remainder = value;
            for (int bit = 0; bit < 8; bit++)
                remainder = (remainder >> 1) ^ (ReversedPolynomial & (0 - (remainder & 1)));
            tables[value] = remainder;
        }
        for (int i = 256; i < tables.Length; i++)
        {
            uint before = tables[i - 256];
            tables[i] = (before >> 8) ^ tables[before & 255];
        }
        return tables;
    }
}
