using LayerGen.Metrics;

namespace LayerGen.Training;

/// <summary>How far the answers of a network are from the numbers that they should be.</summary>
/// <param name="Samples">How many samples were answered.</param>
/// <param name="LossName">What the loss is called: <c>mean squared error</c>.</param>
/// <param name="Loss">The mean of the loss over samples and outputs; without penalties.</param>
/// <param name="Errors">The errors of all answers.</param>
public sealed record RegressionReport(
    long Samples,
    string LossName,
    double Loss,
    RegressionErrors Errors
)
{
    /// <summary>The mean over samples and outputs of <c>(y − t)²</c>.</summary>
    public double MeanSquaredError => Errors.MeanSquaredError;

    /// <summary>The mean over samples and outputs of <c>|y − t|</c>.</summary>
    public double MeanAbsoluteError => Errors.MeanAbsoluteError;

    /// <summary>
    /// The mean over outputs of <c>R² = 1 − Σ(y − t)² / Σ(t − t̄)²</c>: 1 for a perfect fit, 0 for one as good as the mean.
    /// NaN below two samples.
    /// </summary>
    public double RSquared => Errors.RSquared;
}
