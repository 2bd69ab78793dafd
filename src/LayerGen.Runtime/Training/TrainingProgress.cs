using System.Collections.Immutable;

namespace LayerGen.Training;

/// <summary>Where a training loop stands between two batches: what it needs to go on as if it had never stopped.</summary>
/// <remarks>
/// Everything else follows from it: how long early stopping has waited is the length of the history less the best epoch,
/// and a schedule is a function of the position and the history.
/// </remarks>
/// <param name="Epoch">The epoch that is running, from 1.</param>
/// <param name="Batch">How many of its batches are done.</param>
/// <param name="Seed">Decides the order of samples in every epoch, and how they are augmented.</param>
/// <param name="History">The epochs that were finished, first to last.</param>
/// <param name="Unfinished">The sums over the batches of the running epoch that are done.</param>
/// <param name="BestEpoch">The epoch of the best score so far; null before the first, or if none is kept.</param>
/// <param name="BestScore">Its score.</param>
public sealed record TrainingProgress(
    int Epoch,
    int Batch,
    ulong Seed,
    ImmutableArray<EpochReport> History,
    LossSums Unfinished,
    int? BestEpoch = null,
    double? BestScore = null
)
{
    /// <summary>What a schedule multiplies: the learning rate at the start, smaller after a rollback.</summary>
    public double LearningRate { get; init; }

    /// <summary>How many samples an epoch has: a running epoch goes on only over as many.</summary>
    public int Samples { get; init; }

    /// <summary>How many samples a batch has: a running epoch goes on only with the same.</summary>
    public int BatchSize { get; init; }

    /// <summary>How many batches of the running epoch were skipped because of a number that is not finite.</summary>
    public int SkippedBatches { get; init; }

    /// <summary>Seconds that the running epoch was trained before this run took it up.</summary>
    public double Seconds { get; init; }

    /// <summary>How often training went back to an earlier state.</summary>
    public int Rollbacks { get; init; }

    /// <summary>What no training loop writes, for readers of files; null if there is nothing of the kind.</summary>
    internal string? Problem =>
        Epoch < 1 ? $"it is in epoch {Epoch}"
        : Batch < 0 ? $"it has done {Batch} batches"
        : Unfinished.Samples < 0 ? $"it has seen {Unfinished.Samples} samples"
        : SkippedBatches < 0 ? $"it has skipped {SkippedBatches} batches"
        : Samples < 0 || BatchSize < 0
            ? $"it has epochs of {Samples} samples in batches of {BatchSize}"
        : !(Seconds >= 0 && double.IsFinite(Seconds))
            ? $"its epoch has taken {Invariant.Of(Seconds)} seconds"
        : Rollbacks < 0 ? $"it has gone back {Rollbacks} times"
        : !(LearningRate >= 0 && double.IsFinite(LearningRate))
            ? $"its learning rate is {Invariant.Of(LearningRate)}"
        : null;
}
