namespace LayerGen.Data.Images;

/// <summary>
/// Bytes in memory that never end: behind the last, what says "the end" to the reader repeats. A decoder that ignores
/// the end of a stream would go on forever; so it stops, and <see cref="WasExceeded"/> tells that the data were too short.
/// </summary>
internal sealed class EndingStream(ReadOnlyMemory<byte> bytes, ReadOnlyMemory<byte> end) : Stream
{
    private long _position;

    /// <summary>Whether more was read than there is.</summary>
    public bool WasExceeded { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    /// <summary>Further than a decoder that stops at the end comes.</summary>
    public override long Length => long.MaxValue;

    public override long Position
    {
        get => _position;
        set => _position = Math.Max(0, value);
    }

    public override int ReadByte()
    {
        long beyond = _position - bytes.Length;
        WasExceeded |= beyond >= 0;
        byte value =
            beyond < 0 ? bytes.Span[(int)_position]
            : end.IsEmpty ? (byte)0
            : end.Span[(int)(beyond % end.Length)];
        _position++;
        return value;
    }

    public override int Read(Span<byte> buffer)
    {
        for (int i = 0; i < buffer.Length; i++)
            buffer[i] = (byte)ReadByte();
        return buffer.Length;
    }

    public override int Read(byte[] buffer, int offset, int count) =>
        Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) =>
        Position = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => _position + offset,
            _ => bytes.Length + offset,
        };

    public override void Flush() { }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException();
}
