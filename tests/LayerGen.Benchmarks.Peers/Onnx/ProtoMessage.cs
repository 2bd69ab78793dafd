using System.Text;

namespace LayerGen.Benchmarks.Peers.Onnx;

/// <summary>Writes a message of protocol buffers, field by field.</summary>
internal sealed class ProtoMessage
{
    private const int VarintType = 0;
    private const int BytesType = 2;
    private readonly List<byte> _bytes = [];

    public byte[] ToArray() => [.. _bytes];

    public ProtoMessage Add(int field, long value)
    {
        WriteVarint((ulong)((field << 3) | VarintType));
        WriteVarint((ulong)value);
        return this;
    }

    public ProtoMessage Add(int field, ReadOnlySpan<byte> value)
    {
        WriteVarint((ulong)((field << 3) | BytesType));
        WriteVarint((ulong)value.Length);
        _bytes.AddRange(value);
        return this;
    }

    public ProtoMessage Add(int field, string value) => Add(field, Encoding.UTF8.GetBytes(value));

    public ProtoMessage Add(int field, ProtoMessage value) => Add(field, value.ToArray());

    /// <summary>A repeated field.</summary>
    public ProtoMessage AddAll<T>(IEnumerable<T> values, Func<ProtoMessage, T, ProtoMessage> add)
    {
        foreach (T value in values)
            add(this, value);
        return this;
    }

    private void WriteVarint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            _bytes.Add((byte)(value | 0x80));
        _bytes.Add((byte)value);
    }
}
