namespace LayerGen;

/// <summary>The largest value of each window, channel by channel.</summary>
/// <remarks>
/// <b>Shapes:</b> height × width × channels → height′ × width′ × channels with
/// <c>⌊(input − size) / stride⌋ + 1</c> on each axis; rows and columns that fill no window are dropped.
/// Of equal values the first in reading order carries the gradient. Equal patches of an image may have values that are
/// not equal: see the rounding of <see cref="ConvAttribute"/>.
/// </remarks>
public sealed class MaxPoolAttribute : LayerAttribute
{
    /// <summary>Declares a square window.</summary>
    /// <param name="size">Rows and columns of the window in pixels; at least 1.</param>
    public MaxPoolAttribute(int size)
        : this(size, size) { }

    /// <summary>Declares a rectangular window.</summary>
    /// <param name="height">Rows of the window in pixels; at least 1.</param>
    /// <param name="width">Columns of the window in pixels; at least 1.</param>
    public MaxPoolAttribute(int height, int width) => (Height, Width) = (height, width);

    /// <summary>Rows of the window in pixels.</summary>
    public int Height { get; }

    /// <summary>Columns of the window in pixels.</summary>
    public int Width { get; }

    /// <summary>
    /// How far the window moves on both axes, in pixels; at least 1.
    /// When it is not given, windows stand side by side: the stride is the window's size.
    /// </summary>
    public int Stride { get; set; }
}
