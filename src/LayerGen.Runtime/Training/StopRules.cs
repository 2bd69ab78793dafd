using System.Collections.Immutable;

namespace LayerGen.Training;

/// <summary>Whether training is over between two epochs: a pure function, so that a resumed run ends like any other.</summary>
internal static class StopRules
{
    /// <summary>Why training is over, or null. A target comes before patience, and patience before the last epoch.</summary>
    public static TrainingOutcome? Ended(TrainingOptions options, TrainingProgress progress)
    {
        ImmutableArray<EpochReport> history = progress.History;
        // An epoch that is not finished is finished first, whatever the ones before it say.
        if (progress.Batch > 0)
            return null;
        if (
            options.TargetAccuracy is { } target
            && !history.IsEmpty
            && history[^1].ValidationAccuracy >= target
        )
            return new TrainingOutcome.TargetReached(history);
        if (
            options.EarlyStopping is { } rule
            && progress.BestEpoch is { } best
            && history.Length - best >= rule.Patience
        )
            return new TrainingOutcome.StoppedEarly(history, best);
        return history.Length >= options.Epochs ? new TrainingOutcome.Completed(history) : null;
    }
}
