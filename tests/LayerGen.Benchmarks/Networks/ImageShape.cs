namespace LayerGen.Benchmarks.Networks;

/// <summary>The axes of one image, NHWC.</summary>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Channels">Values of a pixel.</param>
public readonly record struct ImageShape(int Height, int Width, int Channels)
{
    /// <summary>Grey digits.</summary>
    public static ImageShape Grey28 { get; } = new(28, 28, 1);

    /// <summary>Small colour photographs.</summary>
    public static ImageShape Colour32 { get; } = new(32, 32, 3);

    /// <summary>Values of one image.</summary>
    public int Size => Height * Width * Channels;
}
