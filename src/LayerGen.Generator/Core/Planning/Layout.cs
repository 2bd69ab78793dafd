namespace LayerGen.Generator.Core.Planning;

/// <summary>
/// How one sample lies in a buffer: NHWC, each pixel's channels rounded up to whole vectors, with a border of zeros
/// as wide as the padding of the convolution that reads it, so that no kernel ever tests a bound. Compares by value.
/// </summary>
/// <param name="ChannelStride">Floats from one pixel to the next.</param>
internal sealed record Layout(int Height, int Width, int Channels, int ChannelStride, Border Border)
{
    /// <summary>Floats of the widest vector: strides are multiples of it, so that layouts are the same on every width.</summary>
    public const int WidestVector = 16;

    /// <summary>Floats after which addresses share their place in a first-level cache: half of one of its ways.</summary>
    public const int CacheStride = 512;

    /// <summary>Whether samples are kept from lying a multiple of <see cref="CacheStride"/> apart.</summary>
    public bool IsSpread { get; init; }

    /// <summary>Whether a sample's floats are rounded up to whole vectors, so that its last one is its own.</summary>
    public bool IsRounded { get; init; }

    /// <summary>Columns, border included.</summary>
    public int FullWidth => Border.Left + Width + Border.Right;

    /// <summary>Rows, border included.</summary>
    public int FullHeight => Border.Top + Height + Border.Bottom;

    /// <summary>Columns outside the border that lie between two rows: not 0 for a part of a wider layout.</summary>
    public int Beside { get; init; }

    /// <summary>Floats from one row to the next.</summary>
    public int RowStride => (FullWidth + Beside) * ChannelStride;

    /// <summary>
    /// The part of it that has a narrower border, and where that begins: what a reader sees that asked for less than
    /// another one.
    /// </summary>
    public (Layout Part, int Offset) Within(Border border) =>
        (
            this with
            {
                Border = border,
                Beside = Beside + FullWidth - (border.Left + Width + border.Right),
            },
            ((Border.Top - border.Top) * RowStride) + ((Border.Left - border.Left) * ChannelStride)
        );

    /// <summary>
    /// Floats from one sample to the next: border included, and a line more where the same value of several samples would
    /// compete for one place in the cache.
    /// </summary>
    public int Size
    {
        get
        {
            int values = FullHeight * RowStride;
            int size = IsRounded ? RoundUp(values) : values;
            return IsSpread ? Spread(size) : size;
        }
    }

    /// <summary>Index of the first value inside the border.</summary>
    public int Origin => (Border.Top * RowStride) + (Border.Left * ChannelStride);

    /// <summary>Values that mean something.</summary>
    public int ValueCount => Height * Width * Channels;

    /// <summary>Whether all values stand side by side in reading order.</summary>
    public bool IsContiguous =>
        Height * Width == 1 || (ChannelStride == Channels && Border == Border.None && Beside == 0);

    /// <summary>Exactly the values of the shape, as the caller of a network gives them.</summary>
    public static Layout Tight(Shape shape, Border border = default)
    {
        (int height, int width, int channels) = AxesOf(shape);
        return new(height, width, channels, channels, border);
    }

    /// <summary>Channels side by side, as stages write them that write no more than these.</summary>
    public static Layout Packed(Shape shape, Border border = default) =>
        Tight(shape, border) with
        {
            IsRounded = true,
            IsSpread = true,
        };

    /// <summary>Channels rounded up to whole vectors, as stages write them.</summary>
    public static Layout Vectorised(Shape shape, Border border = default)
    {
        (int height, int width, int channels) = AxesOf(shape);
        return new(height, width, channels, RoundUp(channels), border) { IsSpread = true };
    }

    /// <summary>The distance of rows that are read together, a line more where they would compete for one place in the cache.</summary>
    public static int Spread(int floats) =>
        floats % CacheStride == 0 ? floats + WidestVector : floats;

    /// <summary>The next multiple of the widest vector.</summary>
    public static int RoundUp(int count) =>
        (count + WidestVector - 1) / WidestVector * WidestVector;

    private static (int Height, int Width, int Channels) AxesOf(Shape shape) =>
        shape switch
        {
            Shape.Image(var height, var width, var channels) => (height, width, channels),
            Shape.Features(var count) => (1, 1, count),
            _ => throw new InvalidOperationException("Shape is a closed union."),
        };
}

/// <summary>Rows and columns of zeros around an image.</summary>
internal readonly record struct Border(int Top, int Left, int Bottom, int Right)
{
    public static Border None => default;

    /// <summary>The narrowest border that has room for both.</summary>
    public Border Or(Border other) =>
        new(
            Math.Max(Top, other.Top),
            Math.Max(Left, other.Left),
            Math.Max(Bottom, other.Bottom),
            Math.Max(Right, other.Right)
        );
}
