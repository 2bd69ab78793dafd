using System.Collections.Immutable;
using LayerGen.Training;

namespace LayerGen.Schedules;

/// <summary>What the learning rate of a step may depend on.</summary>
/// <param name="Epoch">The epoch that is running, from 1.</param>
/// <param name="Batch">How many of its batches are done: the step that comes is the next.</param>
/// <param name="Batches">How many batches an epoch has.</param>
/// <param name="Epochs">How many epochs there will be.</param>
/// <param name="History">The epochs that were finished, first to last.</param>
public readonly record struct SchedulePosition(
    int Epoch,
    int Batch,
    int Batches,
    int Epochs,
    ImmutableArray<EpochReport> History
)
{
    /// <summary>How many steps lie before the one that comes.</summary>
    public long Step => ((Epoch - 1L) * Batches) + Batch;

    /// <summary>How many steps there will be in all.</summary>
    public long Steps => (long)Epochs * Batches;

    /// <summary>How many epochs are over, with the fraction of the running one.</summary>
    public double EpochsDone => Epoch - 1 + ((double)Batch / Batches);
}
