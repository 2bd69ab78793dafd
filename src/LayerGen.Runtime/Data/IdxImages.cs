namespace LayerGen.Data;

/// <summary>The grey images of an IDX file.</summary>
/// <param name="Count">How many images; at least 1.</param>
/// <param name="Height">Rows of one image in pixels.</param>
/// <param name="Width">Columns of one image in pixels.</param>
/// <param name="Pixels">One byte a pixel, 0 to 255: image after image, each row by row.</param>
public sealed record IdxImages(int Count, int Height, int Width, ReadOnlyMemory<byte> Pixels);
