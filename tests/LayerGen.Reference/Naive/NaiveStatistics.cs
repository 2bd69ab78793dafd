using System.Collections.Immutable;

namespace LayerGen.Reference.Naive;

/// <summary>What a batch normalisation remembers of the batches that it was trained with.</summary>
/// <param name="Mean">One a channel; 0 at first.</param>
/// <param name="Variance">One a channel; 1 at first.</param>
public sealed record NaiveStatistics(ImmutableArray<double> Mean, ImmutableArray<double> Variance)
{
    /// <summary>Those of a network that was never trained.</summary>
    public static NaiveStatistics Initial(int channels) =>
        new([.. Enumerable.Repeat(0.0, channels)], [.. Enumerable.Repeat(1.0, channels)]);
}
