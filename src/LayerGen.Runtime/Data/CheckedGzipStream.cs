using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace LayerGen.Data;

/// <summary>
/// Reads what a gzip file holds and compares length and checksum with the file's last eight bytes when the end is
/// reached, so that a file cut short is found: <see cref="GZipStream"/> takes it for a shorter file.
/// </summary>
/// <remarks>
/// Read until <see cref="Stream.Read(Span{byte})"/> returns 0: only then has the content been checked. Memory in use does
/// not depend on the file. One gzip member a file, as every common tool writes it.
/// <b>Errors:</b> <see cref="InvalidDataException"/>, with a message that follows the name of the file, wherever the
/// bytes are not those that the file was made from.
/// <b>Source:</b> RFC 1952.
/// </remarks>
public sealed class CheckedGzipStream : Stream
{
    private const int TrailerLength = 8;

    private readonly DeflateStream _content;
    private readonly uint _announcedChecksum;
    private readonly uint _announcedLength;
    private readonly Crc32 _checksum = new();
    private long _length;

    /// <summary>Reads the header and the trailer of a gzip file.</summary>
    /// <param name="source">A stream that can seek, at the beginning of the gzip data, which end with the stream. It stays open.</param>
    /// <exception cref="ArgumentException"><paramref name="source"/> cannot seek.</exception>
    /// <exception cref="InvalidDataException">The header is not that of a gzip file, or the trailer is missing.</exception>
    /// <exception cref="IOException">The source cannot be read.</exception>
    public CheckedGzipStream(Stream source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (!source.CanSeek)
            throw new ArgumentException("The source must be able to seek.", nameof(source));
        GzipHeader.Skip(source);
        long bodyStart = source.Position;
        long bodyEnd = source.Length - TrailerLength;
        if (bodyEnd < bodyStart)
            throw new InvalidDataException("the gzip data are cut short; fetch the file again.");
        Span<byte> trailer = stackalloc byte[TrailerLength];
        source.Position = bodyEnd;
        source.ReadExactly(trailer);
        _announcedChecksum = BinaryPrimitives.ReadUInt32LittleEndian(trailer);
        _announcedLength = BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]);
        source.Position = bodyStart;
        _content = new DeflateStream(source, CompressionMode.Decompress, leaveOpen: true);
    }

    /// <summary>Whether a file that begins like this is a gzip file.</summary>
    /// <param name="beginning">The first bytes of the file; two are enough.</param>
    public static bool IsGzip(ReadOnlySpan<byte> beginning) =>
        beginning.StartsWith(GzipHeader.Magic);

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <summary>Not known before the end.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override long Length => throw new NotSupportedException();

    /// <summary>How many bytes of content were read.</summary>
    /// <exception cref="NotSupportedException">On setting it.</exception>
    public override long Position
    {
        get => _length;
        set => throw new NotSupportedException();
    }

    /// <summary>Reads content.</summary>
    /// <param name="buffer">Where it goes.</param>
    /// <returns>How many bytes; 0 at the end, which was then found to be the right one.</returns>
    /// <exception cref="InvalidDataException">The file is damaged or cut short.</exception>
    /// <exception cref="IOException">The source cannot be read.</exception>
    public override int Read(Span<byte> buffer)
    {
        int count = ReadContent(buffer);
        if (count == 0 && buffer.Length > 0)
            CheckTrailer();
        _checksum.Append(buffer[..count]);
        _length += count;
        return count;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) =>
        Read(buffer.AsSpan(offset, count));

    /// <summary>Does nothing: nothing is written.</summary>
    public override void Flush() { }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _content.Dispose();
        base.Dispose(disposing);
    }

    private int ReadContent(Span<byte> buffer)
    {
        try
        {
            return _content.Read(buffer);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException(
                "the compressed data are damaged; fetch the file again.",
                exception
            );
        }
    }

    private void CheckTrailer()
    {
        // The trailer holds the length modulo 2³².
        uint checksum = _checksum.GetCurrentHashAsUInt32();
        if ((uint)_length != _announcedLength || checksum != _announcedChecksum)
            throw new InvalidDataException(
                $"the gzip trailer announces {_announcedLength} bytes with checksum {_announcedChecksum:x8}, found "
                    + $"{_length} with {checksum:x8}: the file is cut short, damaged or followed by other bytes; "
                    + "fetch it again."
            );
    }
}
