namespace LayerGen.Optimizers;

/// <summary>The settings of <see cref="Sgd"/>.</summary>
/// <param name="LearningRate">η, the size of a step; finite and at least 0.</param>
/// <param name="Momentum">μ, how much of the velocity a step keeps; in [0, 1), 0 for plain gradient descent.</param>
/// <param name="Nesterov">Whether to look ahead by one step of momentum; needs a momentum above 0.</param>
public sealed record SgdOptions(
    double LearningRate = 1e-2,
    double Momentum = 0,
    bool Nesterov = false
)
{
    /// <summary>The first option that is out of its range.</summary>
    internal OptionError? Error =>
        OptionRange.LearningRate(LearningRate)
        ?? OptionRange.Fraction(nameof(Momentum), Momentum)
        ?? (
            Nesterov && Momentum == 0
                ? new(
                    nameof(Momentum),
                    Momentum,
                    "is 0, but Nesterov's method looks ahead along it; set a momentum such as 0.9"
                )
                : null
        );

    internal SgdOptions Validated()
    {
        Error?.Throw();
        return this;
    }
}
