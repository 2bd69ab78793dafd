namespace LayerGen;

/// <summary>Reads the same values in another shape, in reading order: rows, columns, channels.</summary>
/// <remarks><b>Shapes:</b> any → the given one, which has as many values.</remarks>
public sealed class ReshapeAttribute : LayerAttribute
{
    /// <summary>Reads values as features.</summary>
    /// <param name="features">How many there are.</param>
    public ReshapeAttribute(int features) => Shape = [features];

    /// <summary>Reads values as an image.</summary>
    /// <param name="height">Rows; at least 1.</param>
    /// <param name="width">Columns; at least 1.</param>
    /// <param name="channels">Values of one pixel; at least 1.</param>
    public ReshapeAttribute(int height, int width, int channels) =>
        Shape = [height, width, channels];

    /// <summary>The shape of the output: <c>[features]</c> or <c>[height, width, channels]</c>.</summary>
    public IReadOnlyList<int> Shape { get; }
}
