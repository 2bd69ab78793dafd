using System.Buffers.Binary;

namespace LayerGen.Data.Images;

/// <summary>How a camera was held, as a JPEG file says it, and what makes the picture upright.</summary>
/// <remarks>
/// Source: CIPA DC-008 (Exif 2.3), sections 4.5.4, 4.6.4 and 4.7.2. What cannot be read counts as upright: orientation is
/// a remark beside the picture, and no reason to refuse it.
/// </remarks>
internal static class ExifOrientation
{
    /// <summary>Rows run down, columns to the right.</summary>
    public const int Upright = 1;

    private const int Last = 8;
    private const byte Application1 = 0xE1;
    private const byte StartOfScan = 0xDA;
    private const int EntryBytes = 12;
    private const ushort OrientationTag = 0x0112;
    private const ushort ShortType = 3;

    private static ReadOnlySpan<byte> Signature => "Exif\0\0"u8;

    /// <summary>Finds what a JPEG file says.</summary>
    /// <param name="file">A file that <see cref="JpegFile"/> has checked.</param>
    /// <returns>1 to 8.</returns>
    public static int Of(ReadOnlySpan<byte> file)
    {
        for (int at = 2; at + 4 <= file.Length; )
        {
            if (file[at] != byte.MaxValue)
                return Upright;
            byte marker = file[at + 1];
            if (marker == byte.MaxValue)
            {
                at++;
                continue;
            }
            if (marker == StartOfScan)
                return Upright;
            int length = BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
            if (length < 2 || at + 2 + length > file.Length)
                return Upright;
            ReadOnlySpan<byte> segment = file.Slice(at + 4, length - 2);
            if (marker == Application1 && segment.StartsWith(Signature))
                return OfTiff(segment[Signature.Length..]);
            at += 2 + length;
        }
        return Upright;
    }

    /// <summary>Turns and mirrors a picture so that it is upright.</summary>
    /// <param name="image">As it was stored.</param>
    /// <param name="orientation">1 to 8.</param>
    public static PixelImage Apply(PixelImage image, int orientation)
    {
        if (orientation == Upright)
            return image;
        // 5 to 8 store columns as rows; the others only mirror.
        bool isTransposed = orientation >= 5;
        bool isRowMirrored = orientation is 3 or 4 or 7 or 8;
        bool isColumnMirrored = orientation is 2 or 3 or 6 or 7;
        (int height, int width) = isTransposed
            ? (image.Width, image.Height)
            : (image.Height, image.Width);
        ReadOnlySpan<byte> from = image.Pixels.Span;
        byte[] to = new byte[from.Length];
        int position = 0;
        for (int row = 0; row < height; row++)
        for (int column = 0; column < width; column++)
        {
            int y = isRowMirrored ? height - 1 - row : row;
            int x = isColumnMirrored ? width - 1 - column : column;
            (int storedRow, int storedColumn) = isTransposed ? (x, y) : (y, x);
            int stored = ((storedRow * image.Width) + storedColumn) * image.Channels;
            for (int channel = 0; channel < image.Channels; channel++)
                to[position++] = from[stored + channel];
        }
        return new(height, width, image.Channels, to);
    }

    /// <summary>Reads the first directory of a TIFF header, whose numbers have an order of their own.</summary>
    private static int OfTiff(ReadOnlySpan<byte> tiff)
    {
        bool isLittle = tiff.StartsWith("II*\0"u8);
        if (!isLittle && !tiff.StartsWith("MM\0*"u8))
            return Upright;
        if (UInt32(tiff, 4, isLittle) is not { } directory || directory > int.MaxValue - 2)
            return Upright;
        int first = (int)directory + 2;
        for (int entry = 0; entry < UInt16(tiff, (int)directory, isLittle); entry++)
        {
            int at = first + (entry * EntryBytes);
            if (UInt16(tiff, at, isLittle) is not { } tag)
                return Upright;
            if (tag != OrientationTag)
                continue;
            return
                UInt16(tiff, at + 2, isLittle) == ShortType
                && UInt16(tiff, at + 8, isLittle) is >= Upright and <= Last and { } found
                ? found
                : Upright;
        }
        return Upright;
    }

    private static ushort? UInt16(ReadOnlySpan<byte> bytes, int at, bool isLittle) =>
        at < 0 || at > bytes.Length - sizeof(ushort) ? null
        : isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..])
        : BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);

    private static uint? UInt32(ReadOnlySpan<byte> bytes, int at, bool isLittle) =>
        at < 0 || at > bytes.Length - sizeof(uint) ? null
        : isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..])
        : BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
}
