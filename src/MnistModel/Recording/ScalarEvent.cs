using System.Buffers.Binary;
using System.Text;

namespace MnistModel.Recording;

/// <summary>
/// TensorBoard's message <c>Event</c> in the wire format of Protocol Buffers, as far as scalars need it: five fields of
/// a format that never changes are no reason to ship a library of it.
/// </summary>
/// <remarks>
/// Field numbers: <c>Event</c> has wall_time = 1, step = 2, file_version = 3, summary = 5; <c>Summary</c> has value = 1;
/// <c>Summary.Value</c> has tag = 1, simple_value = 2. Source: TensorFlow's event.proto and summary.proto.
/// </remarks>
internal static class ScalarEvent
{
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int LengthDelimited = 2;
    private const int Fixed32 = 5;

    /// <summary>The event that a file must begin with.</summary>
    /// <param name="seconds">Since 1970, in UTC.</param>
    public static byte[] FileVersion(double seconds) =>
        Message(fields =>
        {
            WriteDouble(fields, field: 1, seconds);
            WriteBytes(fields, field: 3, "brain.Event:2"u8);
        });

    /// <summary>One number at one step.</summary>
    /// <param name="seconds">When, since 1970, in UTC.</param>
    /// <param name="step">Where on the horizontal axis.</param>
    /// <param name="tag">Which curve.</param>
    /// <param name="value">How high.</param>
    public static byte[] Scalar(double seconds, long step, string tag, float value) =>
        Message(fields =>
        {
            WriteDouble(fields, field: 1, seconds);
            WriteKey(fields, field: 2, Varint);
            WriteVarint(fields, (ulong)step);
            WriteBytes(
                fields,
                field: 5,
                Message(summary =>
                    WriteBytes(
                        summary,
                        field: 1,
                        Message(one =>
                        {
                            WriteBytes(one, field: 1, Encoding.UTF8.GetBytes(tag));
                            WriteSingle(one, field: 2, value);
                        })
                    )
                )
            );
        });

    private static byte[] Message(Action<MemoryStream> write)
    {
        using MemoryStream fields = new();
        write(fields);
        return fields.ToArray();
    }

    private static void WriteKey(MemoryStream fields, int field, int wireType) =>
        WriteVarint(fields, ((ulong)field << 3) | (uint)wireType);

    private static void WriteVarint(MemoryStream fields, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            fields.WriteByte((byte)(value | 0x80));
        fields.WriteByte((byte)value);
    }

    private static void WriteDouble(MemoryStream fields, int field, double value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
        WriteKey(fields, field, Fixed64);
        fields.Write(bytes);
    }

    private static void WriteSingle(MemoryStream fields, int field, float value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        WriteKey(fields, field, Fixed32);
        fields.Write(bytes);
    }

    private static void WriteBytes(MemoryStream fields, int field, ReadOnlySpan<byte> bytes)
    {
        WriteKey(fields, field, LengthDelimited);
        WriteVarint(fields, (ulong)bytes.Length);
        fields.Write(bytes);
    }
}
