namespace LayerGen;

/// <summary>
/// Repeats rows and columns of an image (nearest neighbour): <c>y[oy, ox, c] = x[⌊oy / factor⌋, ⌊ox / factor⌋, c]</c>.
/// </summary>
/// <remarks>
/// <b>Shapes:</b> height × width × channels → height · factor × width · factor × channels. Each input gets the sum of the
/// gradients of its copies.
/// </remarks>
/// <param name="factor">How often each row and column is repeated; at least 1.</param>
public sealed class UpSampleAttribute(int factor) : LayerAttribute
{
    /// <summary>How often each row and column is repeated.</summary>
    public int Factor { get; } = factor;
}
