namespace LayerGen.Tests.Data;

/// <summary>A stream that cannot seek and hands out few bytes at a time, as pipes and sockets do.</summary>
internal sealed class OneWayStream(byte[] content) : MemoryStream(content, writable: false)
{
    private const int Most = 1000;

    public override bool CanSeek => false;

    public override int Read(byte[] buffer, int offset, int count) =>
        base.Read(buffer, offset, Math.Min(count, Most));

    public override int Read(Span<byte> buffer) =>
        base.Read(buffer[..Math.Min(buffer.Length, Most)]);
}
