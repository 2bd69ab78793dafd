namespace LayerGen;

/// <summary>A fully connected layer: <c>y = activation(weight · x + bias)</c>.</summary>
/// <remarks>
/// <b>Shapes:</b> features → units; an image needs <see cref="FlattenAttribute"/> first.
/// <b>Parameters:</b> weight <c>units × features</c>, bias <c>units</c>.
/// <b>Initial weights:</b> He uniform before ReLU, Glorot uniform otherwise; the bias starts at 0.
/// </remarks>
/// <param name="units">How many numbers the layer gives; at least 1.</param>
public sealed class DenseAttribute(int units) : LayerAttribute
{
    /// <summary>How many numbers the layer gives.</summary>
    public int Units { get; } = units;

    /// <summary>The function applied to each output value.</summary>
    public Activation Activation { get; set; } = Activation.None;

    /// <summary>Whether a learned constant is added to each unit.</summary>
    public bool UseBias { get; set; } = true;

    /// <summary>Adds <c>L1 · Σ|weight|</c> to the loss; the bias is not penalised. At least 0.</summary>
    public double L1 { get; set; }

    /// <summary>Adds <c>L2 · Σ weight²</c> to the loss; the bias is not penalised. At least 0.</summary>
    public double L2 { get; set; }
}
