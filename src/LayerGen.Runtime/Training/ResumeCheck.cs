using System.Collections.Immutable;

namespace LayerGen.Training;

/// <summary>Checks that a run can go on where another stopped, before anything is changed.</summary>
internal static class ResumeCheck
{
    /// <summary>Says what does not fit; null if all does.</summary>
    /// <param name="progress">Where the other run stopped; possibly read from a file.</param>
    /// <param name="batchSize">Samples a batch of this run.</param>
    /// <param name="samples">Samples an epoch of this run.</param>
    public static Failure? Problem(TrainingProgress progress, int batchSize, int samples)
    {
        int batches = (int)(((long)samples + batchSize - 1) / batchSize);
        string? contradiction = Contradiction(progress);
        if (contradiction is not null)
            return new(
                $"The training state contradicts itself: {contradiction}; resume from another."
            );
        if (progress.Batch == 0)
            return null;
        if (progress.BatchSize != batchSize)
            return new(
                $"The training state is from the middle of an epoch with batches of {progress.BatchSize}, found "
                    + $"BatchSize {batchSize}; resume with {progress.BatchSize}."
            );
        if (progress.Samples != samples)
            return new(
                $"The training state is from the middle of an epoch of {progress.Samples} samples, found {samples}; "
                    + "resume with the same samples and the same ValidationFraction."
            );
        return progress.Batch > batches
            ? new(
                $"The training state has done {progress.Batch} batches of an epoch of {batches}; resume from another."
            )
            : null;
    }

    private static string? Contradiction(TrainingProgress progress)
    {
        if (progress.Problem is { } problem)
            return problem;
        ImmutableArray<EpochReport> history = progress.History;
        if (history.IsDefault || history.Length != progress.Epoch - 1)
            return $"it is in epoch {progress.Epoch}, but has {(history.IsDefault ? 0 : history.Length)} finished ones";
        if (history.Any(epoch => epoch is null))
            return "one of its epochs is missing";
        if (
            history.Index().FirstOrDefault(at => !IsPossible(at.Item, at.Index + 1)) is
            { Item: { } wrong, Index: var index }
        )
            return $"its epoch {index + 1} is numbered {wrong.Epoch} and has a loss of {Invariant.Of(wrong.Loss)} over "
                + $"{wrong.Samples} samples";
        if (progress.BestEpoch is { } best && (best < 1 || best > history.Length))
            return $"its best epoch is {best} of {history.Length}";
        return null;
    }

    private static bool IsPossible(EpochReport epoch, int number) =>
        epoch.Epoch == number && epoch.Samples > 0 && double.IsFinite(epoch.Loss);
}
