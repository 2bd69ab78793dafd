namespace LayerGen;

/// <summary>
/// The mean over outputs and samples of <c>½e²</c> where <c>|e| ≤ δ</c>, and of <c>δ·(|e| − ½δ)</c> beyond, for the errors
/// <c>e = y − t</c>: outliers pull no harder than errors of <c>δ</c>. Only as the last layer.
/// </summary>
/// <remarks>
/// <b>Shapes:</b> any shape, unchanged: outputs are what the layer before gives. <b>Parameters:</b> none.
/// <b>Targets:</b> any finite number for each output.
/// </remarks>
/// <param name="delta">The error from which on the loss is a line; above 0.</param>
public sealed class HuberAttribute(double delta = 1) : LayerAttribute
{
    /// <summary>The error from which on the loss is a line.</summary>
    public double Delta { get; } = delta;
}
