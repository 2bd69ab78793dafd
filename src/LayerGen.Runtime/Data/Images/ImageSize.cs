namespace LayerGen.Data.Images;

/// <summary>What an image file's header announces.</summary>
/// <param name="Height">Rows; at least 1.</param>
/// <param name="Width">Columns; at least 1.</param>
internal readonly record struct ImageSize(int Height, int Width)
{
    /// <summary>The size, or a failure if it has no pixels or more than may be decoded.</summary>
    public static Result<ImageSize> Check(string name, uint height, uint width, long maxPixels)
    {
        if (height == 0 || width == 0)
            return new Failure(
                $"{name}: its header announces {height}×{width} pixels; save the image again."
            );
        return (UInt128)height * width > (UInt128)maxPixels
            ? new Failure(
                $"{name}: its header announces {height}×{width} pixels, but at most {maxPixels} are accepted; "
                    + "make the image smaller."
            )
            : new ImageSize((int)height, (int)width);
    }
}
