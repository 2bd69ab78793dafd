namespace LayerGen.Reference.Stacks;

/// <summary>What one sample looks like between two layers: an image in NHWC order, or features.</summary>
/// <param name="Height">Rows; 1 for features.</param>
/// <param name="Width">Columns; 1 for features.</param>
/// <param name="Channels">Values of a pixel, or the number of features.</param>
/// <param name="IsImage">Whether it has rows and columns.</param>
public readonly record struct SampleShape(int Height, int Width, int Channels, bool IsImage)
{
    public static SampleShape Image(int height, int width, int channels) =>
        new(height, width, channels, true);

    public static SampleShape Features(int count) => new(1, 1, count, false);

    /// <summary>How many numbers one sample has.</summary>
    public int Size => Height * Width * Channels;

    /// <summary>The sizes of the axes, outermost first.</summary>
    public int[] Axes => IsImage ? [Height, Width, Channels] : [Channels];

    /// <summary>Whether a row and a column lie inside.</summary>
    public bool Has(int y, int x) => y >= 0 && y < Height && x >= 0 && x < Width;

    /// <summary>The index of a value in its sample.</summary>
    public int Index(int y, int x, int channel) => (((y * Width) + x) * Channels) + channel;
}
