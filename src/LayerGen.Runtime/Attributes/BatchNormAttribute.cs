namespace LayerGen;

/// <summary>
/// Batch normalisation of each channel of images, or of each feature: <c>y = scale · (x − mean) / √(variance + ε) + shift</c>.
/// </summary>
/// <remarks>
/// <para>
/// In training, mean and variance are those of the batch, over its samples and, for images, rows and columns:
/// <c>variance = Σ(x − mean)² / n</c>; the gradient goes through both. A batch with a single value for each channel has no
/// variance and is refused. At inference they are running ones, which each training batch moves:
/// <c>running ← Momentum · running + (1 − Momentum) · batch</c>.
/// </para>
/// <para><b>Shapes:</b> any → the same.</para>
/// <para>
/// <b>Parameters:</b> scale (starts at 1) and shift (starts at 0), one a channel or feature. Saved with them, but not trained:
/// the running mean (starts at 0) and variance (starts at 1).
/// </para>
/// <para>Source: Ioffe, Szegedy, "Batch Normalization", ICML 2015, algorithms 1 and 2.</para>
/// </remarks>
public sealed class BatchNormAttribute : LayerAttribute
{
    /// <summary>
    /// How much of the running mean and variance a training batch leaves: from 0 to less than 1. Keras means the same by
    /// momentum; PyTorch's is 1 minus this.
    /// </summary>
    public double Momentum { get; set; } = 0.9;

    /// <summary>What is added to the variance, so that a channel without any is not divided by 0; more than 0.</summary>
    public double Epsilon { get; set; } = 1e-5;

    /// <summary>Whether the result is multiplied by a learned number.</summary>
    public bool Scale { get; set; } = true;

    /// <summary>Whether a learned number is added to the result.</summary>
    public bool Shift { get; set; } = true;

    /// <summary>Which estimate of the variance is kept for inference.</summary>
    public RunningVariance Variance { get; set; } = RunningVariance.Unbiased;
}

/// <summary>Which estimate of a batch's variance a batch normalisation keeps for inference.</summary>
public enum RunningVariance
{
    /// <summary><c>Σ(x − mean)² / (n − 1)</c>, as PyTorch does.</summary>
    Unbiased,

    /// <summary><c>Σ(x − mean)² / n</c>, as Keras does.</summary>
    Biased,
}
