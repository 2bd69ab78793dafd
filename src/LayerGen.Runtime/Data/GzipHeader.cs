namespace LayerGen.Data;

/// <summary>What stands before the compressed bytes of a gzip file (RFC 1952, section 2.3).</summary>
internal static class GzipHeader
{
    private const int FixedLength = 10;
    private const byte Deflate = 8;

    /// <summary>How every gzip file begins.</summary>
    public static ReadOnlySpan<byte> Magic => [0x1f, 0x8b];

    [Flags]
    private enum Fields : byte
    {
        HeaderChecksum = 0x02,
        Extra = 0x04,
        Name = 0x08,
        Comment = 0x10,
        Reserved = 0xe0,
    }

    /// <summary>Moves a stream to the first compressed byte.</summary>
    /// <exception cref="InvalidDataException">The header is not one of a gzip file, or ends too early.</exception>
    public static void Skip(Stream source)
    {
        Span<byte> start = stackalloc byte[FixedLength];
        if (
            source.ReadAtLeast(start, FixedLength, throwOnEndOfStream: false) < FixedLength
            || !start.StartsWith(Magic)
        )
            throw new InvalidDataException("has no gzip header; check that it is the right file.");
        Fields fields = (Fields)start[3];
        if (start[2] != Deflate || (fields & Fields.Reserved) != 0)
            throw new InvalidDataException(
                $"its gzip header asks for compression method {start[2]} with flags 0x{start[3]:x2}, but only "
                    + "method 8 (deflate) with flags below 0x20 exists; fetch the file again."
            );
        if (fields.HasFlag(Fields.Extra))
            SkipBytes(source, NextByte(source) | (NextByte(source) << 8));
        if (fields.HasFlag(Fields.Name))
            SkipText(source);
        if (fields.HasFlag(Fields.Comment))
            SkipText(source);
        if (fields.HasFlag(Fields.HeaderChecksum))
            SkipBytes(source, 2);
    }

    private static void SkipText(Stream source)
    {
        while (NextByte(source) != 0) { }
    }

    private static void SkipBytes(Stream source, int count)
    {
        for (int i = 0; i < count; i++)
            NextByte(source);
    }

    private static int NextByte(Stream source) =>
        source.ReadByte() is >= 0 and var value
            ? value
            : throw new InvalidDataException(
                "the gzip data end in their header; fetch the file again."
            );
}
