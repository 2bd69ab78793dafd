namespace LayerGen.Data;

/// <summary>Reads a stream that may be gzip through the right reader.</summary>
internal static class PackedContent
{
    /// <summary>Headers, and what compressing the incompressible adds, on top of the content itself.</summary>
    private const long PackingAllowance = 1 << 20;

    /// <summary>Hands the unpacked content to a reader; the source stays open.</summary>
    /// <param name="source">At the beginning of the data, which end with the stream.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="limit">How many bytes a source that cannot seek may hold: it is read into memory first.</param>
    /// <param name="read">Reads the content.</param>
    public static Result<T> Read<T>(
        Stream source,
        string name,
        long limit,
        Func<Stream, Result<T>> read
    ) =>
        source.CanSeek
            ? ReadSeekable(source, read)
            : Buffer(source, name, limit).Then(buffer => ReadSeekable(buffer, read));

    private static Result<T> ReadSeekable<T>(Stream source, Func<Stream, Result<T>> read)
    {
        long start = source.Position;
        Span<byte> beginning = stackalloc byte[2];
        int count = source.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false);
        source.Position = start;
        if (!CheckedGzipStream.IsGzip(beginning[..count]))
            return read(source);
        using CheckedGzipStream unpacked = new(source);
        return read(unpacked);
    }

    private static Result<MemoryStream> Buffer(Stream source, string name, long limit)
    {
        MemoryStream buffer = new();
        long most = Math.Min(limit, Array.MaxLength - PackingAllowance) + PackingAllowance;
        byte[] piece = new byte[1 << 16];
        int count;
        while ((count = source.Read(piece)) > 0)
        {
            if (buffer.Length + count > most)
                return new Failure(
                    $"{name}: holds more than the {most} bytes that are accepted; check the source, or give a smaller one."
                );
            buffer.Write(piece, 0, count);
        }
        buffer.Position = 0;
        return buffer;
    }
}
