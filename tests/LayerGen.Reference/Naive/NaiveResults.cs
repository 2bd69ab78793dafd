using System.Collections.Immutable;

namespace LayerGen.Reference.Naive;

/// <summary>The gradient of one weight or bias, row after row.</summary>
/// <param name="Name">Layer and role.</param>
/// <param name="Rows">Outputs.</param>
/// <param name="Columns">All other axes together.</param>
/// <param name="Values">The gradient.</param>
/// <param name="TermSums">The sum of the scales of the terms each gradient is made of: what rounding acts on.</param>
public sealed record NaiveGradient(
    string Name,
    int Rows,
    int Columns,
    ImmutableArray<double> Values,
    ImmutableArray<double> TermSums
);

/// <summary>The loss of a batch in double precision.</summary>
/// <param name="Data">The mean over samples.</param>
/// <param name="Penalty">L1 and L2 of all weights.</param>
/// <param name="LeastAccuracy">The fraction of answers right beyond doubt; NaN where there is no right or wrong.</param>
/// <param name="MostAccuracy">The same with all answers that rounding may make right.</param>
public readonly record struct NaiveLoss(
    double Data,
    double Penalty,
    double LeastAccuracy,
    double MostAccuracy
)
{
    public double Total => Data + Penalty;
}

/// <summary>What a training step computes.</summary>
/// <param name="Loss">The loss in training mode.</param>
/// <param name="Gradients">Of its total, for everything that is learned.</param>
/// <param name="Inputs">The same for the inputs, one sample after another.</param>
/// <param name="Statistics">What each batch normalisation remembers afterwards, first to last.</param>
public sealed record NaiveStep(
    NaiveLoss Loss,
    ImmutableArray<NaiveGradient> Gradients,
    NaiveGradient Inputs,
    ImmutableArray<NaiveStatistics> Statistics
);
