using System.Buffers.Binary;
using System.Numerics;

namespace MnistModel.Recording;

/// <summary>
/// The container of TensorBoard's event files: each record is its length (64 bits, little-endian), the length's checksum,
/// its bytes, and their checksum.
/// </summary>
/// <remarks>Source: "TFRecords format details" in TensorFlow's documentation of TFRecord.</remarks>
internal static class TfRecord
{
    private const uint MaskDelta = 0xA282EAD8;

    /// <summary>Writes a record at once, so that a reader who follows the file sees no half of one.</summary>
    /// <param name="stream">Where it goes.</param>
    /// <param name="payload">Its bytes.</param>
    public static void Write(Stream stream, ReadOnlySpan<byte> payload)
    {
        const int Header = sizeof(ulong) + sizeof(uint);
        byte[] record = new byte[Header + payload.Length + sizeof(uint)];
        Span<byte> length = record.AsSpan(0, sizeof(ulong));
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)payload.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(sizeof(ulong)), Masked(length));
        payload.CopyTo(record.AsSpan(Header));
        BinaryPrimitives.WriteUInt32LittleEndian(
            record.AsSpan(Header + payload.Length),
            Masked(payload)
        );
        stream.Write(record);
    }

    /// <summary>
    /// CRC-32C (Castagnoli), rotated right by 15 bits plus a constant: a checksum of bytes that hold checksums would
    /// otherwise be easy to fool.
    /// </summary>
    /// <param name="bytes">What is checked.</param>
    private static uint Masked(ReadOnlySpan<byte> bytes) =>
        unchecked(BitOperations.RotateRight(Crc32C(bytes), 15) + MaskDelta);

    private static uint Crc32C(ReadOnlySpan<byte> bytes)
    {
        uint checksum = uint.MaxValue;
        foreach (byte value in bytes)
            checksum = BitOperations.Crc32C(checksum, value);
        return ~checksum;
    }
}
