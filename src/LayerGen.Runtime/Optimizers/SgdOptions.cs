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
    internal SgdOptions Validated()
    {
        OptionRange.RequireLearningRate(LearningRate);
        OptionRange.RequireFraction(nameof(Momentum), Momentum);
        return Nesterov && Momentum == 0
            ? throw new ArgumentOutOfRangeException(
                nameof(Momentum),
                Momentum,
                "Nesterov's method looks ahead along the momentum, which is 0; set a momentum such as 0.9."
            )
            : this;
    }
}
