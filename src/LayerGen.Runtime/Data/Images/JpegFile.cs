using System.Buffers.Binary;

namespace LayerGen.Data.Images;

/// <summary>Checks a JPEG file before it is decoded: its markers up to the frame header, and the size against a limit.</summary>
/// <remarks>Source: Recommendation ITU-T T.81, annex B.</remarks>
internal static class JpegFile
{
    /// <summary>
    /// How many scans an image may have. Each takes time for all pixels, however few bytes it has; encoders write about
    /// ten.
    /// </summary>
    private const int MostScans = 200;

    /// <summary>
    /// How many pixels a byte can hold: each of its bits begins at most one block of 8×8. A header that announces more is
    /// not believed, whatever may be allocated.
    /// </summary>
    private const long MostPixelsPerByte = 8 * 64;

    private const byte MarkerPrefix = 0xFF;
    private const byte StartOfScan = 0xDA;
    private const byte EndOfImage = 0xD9;

    /// <summary>How every JPEG file begins.</summary>
    public static ReadOnlySpan<byte> Signature => [MarkerPrefix, 0xD8, MarkerPrefix];

    /// <summary>What a decoder may be told when a file ends too early: that the image ends.</summary>
    public static ReadOnlySpan<byte> End => [MarkerPrefix, EndOfImage];

    /// <summary>Checks a file that begins with <see cref="Signature"/>.</summary>
    public static Result<ImageSize> Check(ReadOnlyMemory<byte> file, string name, long maxPixels)
    {
        ReadOnlySpan<byte> bytes = file.Span;
        for (int at = 2; ; )
        {
            // Some writers leave bytes between segments; decoders pass over them.
            while (at < bytes.Length && bytes[at] != MarkerPrefix)
                at++;
            while (at < bytes.Length && bytes[at] == MarkerPrefix)
                at++;
            if (at >= bytes.Length - 2)
                return CutShort(name);
            byte marker = bytes[at++];
            if (marker is 0 or 1 or (>= 0xD0 and <= 0xD7)) // These stand alone.
                continue;
            if (marker is StartOfScan or EndOfImage)
                return new Failure($"{name}: has no JPEG frame header; save the image again.");
            int length = BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);
            if (length < 2 || length > bytes.Length - at)
                return CutShort(name);
            if (IsFrame(marker))
                return CheckFrame(bytes[at..], marker, length, name, maxPixels);
            at += length;
        }
    }

    /// <summary>What a file that ended too early is called.</summary>
    public static Failure CutShort(string name) =>
        new($"{name}: ends inside the JPEG data; fetch it again.");

    /// <summary>0xC0 to 0xCF begin a frame, but for the tables of Huffman codes (C4), JPG (C8) and arithmetic codes (CC).</summary>
    private static bool IsFrame(byte marker) =>
        marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    private static Result<ImageSize> CheckFrame(
        ReadOnlySpan<byte> fromFrame,
        byte marker,
        int length,
        string name,
        long maxPixels
    )
    {
        if (length < 8)
            return new Failure($"{name}: has no JPEG frame header; save the image again.");
        if (marker > 0xC2 || fromFrame[2] != 8)
            return new Failure(
                $"{name}: is a JPEG of a kind that is not read (lossless, arithmetic or not 8 bits deep); "
                    + "save it as baseline or progressive JPEG."
            );
        int height = BinaryPrimitives.ReadUInt16BigEndian(fromFrame[3..]);
        int width = BinaryPrimitives.ReadUInt16BigEndian(fromFrame[5..]);
        if (fromFrame.Count([MarkerPrefix, StartOfScan]) > MostScans)
            return new Failure(
                $"{name}: has more than {MostScans} scans; save the image again as baseline JPEG."
            );
        return (long)height * width > MostPixelsPerByte * fromFrame.Length
            ? new Failure(
                $"{name}: its header announces {height}×{width} pixels, more than its {fromFrame.Length} bytes can hold; "
                    + "fetch it again."
            )
            : ImageSize.Check(name, (uint)height, (uint)width, maxPixels);
    }
}
