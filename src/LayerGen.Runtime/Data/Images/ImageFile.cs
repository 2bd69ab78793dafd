using StbImageSharp;

namespace LayerGen.Data.Images;

/// <summary>Reads PNG and JPEG files; the content tells which, not the name.</summary>
/// <remarks>
/// The header is checked against a limit before anything is allocated, damaged and truncated files are failures that name
/// the file. Transparent pixels are laid over white; 16-bit PNGs lose their lower bits; CMYK becomes RGB; photographs are
/// turned upright where their EXIF data say how the camera was held.
/// </remarks>
public static class ImageFile
{
    /// <summary>How many pixels are accepted if nothing else is said: 64 Mi, more than cameras have.</summary>
    public const long DefaultMaxPixels = 1L << 26;

    /// <summary>How many bytes of file are read: more than a camera writes.</summary>
    private const long MaxFileBytes = 1L << 28;

    /// <summary>Reads an image.</summary>
    /// <param name="path">A PNG or JPEG file.</param>
    /// <param name="maxPixels">How many pixels are accepted; at least 1.</param>
    /// <returns>The image, grey (1 channel) or colour (3) as it was saved, or a failure that names the file.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxPixels"/> is not positive.</exception>
    public static Result<PixelImage> Read(string path, long maxPixels = DefaultMaxPixels) =>
        InputFile
            .Open(path)
            .Then(file => ReadAll(file, path))
            .Then(bytes => Decode(bytes, path, maxPixels));

    /// <summary>Decodes an image.</summary>
    /// <param name="file">The bytes of a PNG or JPEG file.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="maxPixels">How many pixels are accepted; at least 1.</param>
    /// <returns>The image, grey (1 channel) or colour (3) as it was saved, or a failure that names the file.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxPixels"/> is not positive.</exception>
    public static Result<PixelImage> Decode(
        ReadOnlyMemory<byte> file,
        string name,
        long maxPixels = DefaultMaxPixels
    )
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxPixels);
        if (file.IsEmpty)
            return new Failure($"{name}: is empty; give a PNG or JPEG image.");
        if (file.Span.StartsWith(PngFile.Signature))
            return PngFile
                .Check(file, name, maxPixels)
                .Then(size => DecodeChecked(file, default, name, size));
        if (file.Span.StartsWith(JpegFile.Signature))
            return JpegFile
                .Check(file, name, maxPixels)
                .Then(size => DecodeChecked(file, JpegFile.End.ToArray(), name, size))
                .Map(image => ExifOrientation.Apply(image, ExifOrientation.Of(file.Span)));
        return new Failure(
            $"{name}: is neither a PNG nor a JPEG image (it begins with "
                + $"{Convert.ToHexString(file.Span[..Math.Min(4, file.Length)])}); convert it to PNG."
        );
    }

    private static Result<byte[]> ReadAll(FileStream file, string path)
    {
        using (file)
        {
            try
            {
                if (file.Length > MaxFileBytes)
                    return new Failure(
                        $"{path}: has {file.Length} bytes, but at most {MaxFileBytes} are accepted; make the image smaller."
                    );
                byte[] bytes = new byte[file.Length];
                file.ReadExactly(bytes);
                return bytes;
            }
            catch (Exception exception)
                when (exception is IOException or UnauthorizedAccessException)
            {
                return InputFile.Unreadable(path, exception);
            }
        }
    }

    private static Result<PixelImage> DecodeChecked(
        ReadOnlyMemory<byte> file,
        ReadOnlyMemory<byte> end,
        string name,
        ImageSize size
    )
    {
        using EndingStream stream = new(file, end);
        try
        {
            ImageResult image = ImageResult.FromStream(stream);
            if (stream.WasExceeded)
                return new Failure($"{name}: ends inside the image data; fetch it again.");
            return image.Height == size.Height && image.Width == size.Width
                ? OverWhite(image)
                : new Failure(
                    $"{name}: announces {size.Height}×{size.Width} pixels, but holds {image.Height}×{image.Width}; "
                        + "save the image again."
                );
        }
#pragma warning disable CA1031 // The decoder's exceptions for damaged data are of no kind of their own.
        catch (Exception exception) when (exception is not OutOfMemoryException)
#pragma warning restore CA1031
        {
            return new Failure(
                $"{name}: is damaged ({exception.Message}); fetch or save it again."
            );
        }
    }

    /// <summary>Drops the last of 2 or 4 channels, the opacity, as if white paper lay behind the image.</summary>
    private static PixelImage OverWhite(ImageResult image)
    {
        int stored = (int)image.Comp;
        if (stored is 1 or 3)
            return new(image.Height, image.Width, stored, image.Data);
        int channels = stored - 1;
        byte[] pixels = new byte[image.Height * image.Width * channels];
        for (int pixel = 0; pixel < image.Height * image.Width; pixel++)
        {
            int opacity = image.Data[(pixel * stored) + channels];
            for (int channel = 0; channel < channels; channel++)
            {
                int value = image.Data[(pixel * stored) + channel];
                pixels[(pixel * channels) + channel] = (byte)(
                    ((value * opacity) + (byte.MaxValue * (byte.MaxValue - opacity)) + 127)
                    / byte.MaxValue
                );
            }
        }
        return new(image.Height, image.Width, channels, pixels);
    }
}
