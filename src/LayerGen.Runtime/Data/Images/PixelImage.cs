namespace LayerGen.Data.Images;

/// <summary>One image: a byte a value, rows of pixels one after another, the channels of a pixel together (HWC).</summary>
/// <remarks>Immutable. Two images are equal if they share their pixels' memory, not if the pixels look alike.</remarks>
public sealed record PixelImage
{
    /// <summary>Makes an image over pixels, which are not copied and must not change any more.</summary>
    /// <param name="height">Rows; at least 1.</param>
    /// <param name="width">Columns; at least 1.</param>
    /// <param name="channels">Values of a pixel: 1 for grey, 3 for red, green and blue.</param>
    /// <param name="pixels">0 to 255, in HWC order.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive, or there are neither 1 nor 3 channels.</exception>
    /// <exception cref="ArgumentException">There are not as many bytes as the sizes ask for.</exception>
    public PixelImage(int height, int width, int channels, ReadOnlyMemory<byte> pixels)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        if (channels is not (1 or 3))
            throw new ArgumentOutOfRangeException(
                nameof(channels),
                channels,
                "An image has 1 channel (grey) or 3 (red, green, blue)."
            );
        if (pixels.Length != (Int128)height * width * channels)
            throw new ArgumentException(
                $"{height}×{width}×{channels} pixels need {(Int128)height * width * channels} bytes, found {pixels.Length}.",
                nameof(pixels)
            );
        (Height, Width, Channels, Pixels) = (height, width, channels, pixels);
    }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Values of a pixel: 1 for grey, 3 for red, green and blue.</summary>
    public int Channels { get; }

    /// <summary>0 to 255, in HWC order.</summary>
    public ReadOnlyMemory<byte> Pixels { get; }

    /// <summary>
    /// The image in so many channels: grey is <c>0.299 R + 0.587 G + 0.114 B</c>, rounded; colour from grey is grey three
    /// times.
    /// </summary>
    /// <param name="channels">1 or 3.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are neither 1 nor 3 channels.</exception>
    /// <remarks>Source: Recommendation ITU-R BT.601, section 2.5.1.</remarks>
    public PixelImage WithChannels(int channels)
    {
        if (channels == Channels)
            return this;
        ReadOnlySpan<byte> from = Pixels.Span;
        byte[] to = new byte[checked(Height * Width * channels)];
        if (channels == 1)
            for (int i = 0; i < to.Length; i++)
                to[i] = Luma(from[3 * i], from[(3 * i) + 1], from[(3 * i) + 2]);
        else
            for (int i = 0; i < to.Length; i++)
                to[i] = from[i / 3];
        return new(Height, Width, channels, to);
    }

    /// <summary>The image in another size; see <see cref="Resampling"/>.</summary>
    /// <param name="height">Rows; at least 1.</param>
    /// <param name="width">Columns; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive.</exception>
    public PixelImage Resize(int height, int width)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        if (height == Height && width == Width)
            return this;
        float[] values = new float[Pixels.Length];
        ReadOnlySpan<byte> from = Pixels.Span;
        for (int i = 0; i < values.Length; i++)
            values[i] = from[i];
        float[] resized = Resampling.Resize(values, Height, Width, Channels, height, width);
        byte[] to = new byte[resized.Length];
        for (int i = 0; i < to.Length; i++)
            to[i] = (byte)MathF.Round(Math.Clamp(resized[i], 0, byte.MaxValue));
        return new(height, width, Channels, to);
    }

    private static byte Luma(int red, int green, int blue) =>
        (byte)(((299 * red) + (587 * green) + (114 * blue) + 500) / 1000);
}
