using System.Collections.Immutable;

namespace LayerGen.Training;

/// <summary>Where a training loop stands between two batches: what it needs to go on as if it had never stopped.</summary>
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
    /// <summary>What no training loop writes, for readers of files; null if there is nothing of the kind.</summary>
    internal string? Problem =>
        Epoch < 1 ? $"it is in epoch {Epoch}"
        : Batch < 0 ? $"it has done {Batch} batches"
        : Unfinished.Samples < 0 ? $"it has seen {Unfinished.Samples} samples"
        : null;
}

/// <summary>Losses of batches, each times its samples, added up in the order of the batches.</summary>
/// <param name="Data">Of <see cref="BatchLoss.Data"/>.</param>
/// <param name="Penalty">Of <see cref="BatchLoss.Penalty"/>.</param>
/// <param name="Accuracy">Of <see cref="BatchLoss.Accuracy"/>.</param>
/// <param name="Samples">How many samples.</param>
public readonly record struct LossSums(double Data, double Penalty, double Accuracy, int Samples);
