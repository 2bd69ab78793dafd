namespace LayerGen.Optimizers;

/// <summary>The settings of <see cref="Adam"/>; the defaults are those of its paper.</summary>
/// <param name="LearningRate">α, the size of a step; finite and at least 0.</param>
/// <param name="Beta1">How much of the mean of gradients a step keeps; in [0, 1).</param>
/// <param name="Beta2">How much of the mean of squared gradients a step keeps; in [0, 1).</param>
/// <param name="Epsilon">Keeps the divisor away from 0; positive in single precision.</param>
public sealed record AdamOptions(
    double LearningRate = 1e-3,
    double Beta1 = 0.9,
    double Beta2 = 0.999,
    double Epsilon = 1e-8
)
{
    /// <summary>The first option that is out of its range.</summary>
    internal OptionError? Error =>
        OptionRange.LearningRate(LearningRate)
        ?? OptionRange.Fraction(nameof(Beta1), Beta1)
        ?? OptionRange.Fraction(nameof(Beta2), Beta2)
        ?? OptionRange.Positive(nameof(Epsilon), Epsilon);

    internal AdamOptions Validated()
    {
        Error?.Throw();
        return this;
    }
}
