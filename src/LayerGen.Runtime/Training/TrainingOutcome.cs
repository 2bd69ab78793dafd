using System.Collections.Immutable;

namespace LayerGen.Training;

/// <summary>
/// A closed union: how training ended. The weights are those after the last step that was made, or those of the best
/// epoch where <see cref="EarlyStopping.RestoreBest"/> says so.
/// </summary>
public abstract record TrainingOutcome
{
    private TrainingOutcome(ImmutableArray<EpochReport> history) => History = history;

    /// <summary>The epochs that were finished, first to last.</summary>
    public ImmutableArray<EpochReport> History { get; }

    /// <summary>One line for the person who trains.</summary>
    public abstract string Message { get; }

    /// <summary>All epochs were finished.</summary>
    /// <param name="History">The epochs.</param>
    public sealed record Completed(ImmutableArray<EpochReport> History) : TrainingOutcome(History)
    {
        /// <inheritdoc/>
        public override string Message => $"Trained for {Epochs(History.Length)}.";
    }

    /// <summary>Training got no better for as long as <see cref="EarlyStopping.Patience"/> allows.</summary>
    /// <param name="History">The epochs that were finished.</param>
    /// <param name="BestEpoch">The best of them, from 1.</param>
    public sealed record StoppedEarly(ImmutableArray<EpochReport> History, int BestEpoch)
        : TrainingOutcome(History)
    {
        /// <inheritdoc/>
        public override string Message =>
            $"Stopped after {Epochs(History.Length)}: none was better than epoch {BestEpoch}.";
    }

    /// <summary>The validation accuracy reached <see cref="TrainingOptions.TargetAccuracy"/>.</summary>
    /// <param name="History">The epochs that were finished; the last one reached it.</param>
    public sealed record TargetReached(ImmutableArray<EpochReport> History)
        : TrainingOutcome(History)
    {
        /// <inheritdoc/>
        public override string Message =>
            $"Reached a validation accuracy of {Invariant.Percent(History[^1].ValidationAccuracy ?? double.NaN)} "
            + $"after {Epochs(History.Length)}.";
    }

    /// <summary><see cref="TrainingOptions.TimeLimit"/> was over.</summary>
    /// <param name="History">The epochs that were finished.</param>
    /// <param name="Epoch">The epoch that was running or about to begin, from 1.</param>
    /// <param name="Batch">How many of its batches were done.</param>
    public sealed record DeadlineReached(ImmutableArray<EpochReport> History, int Epoch, int Batch)
        : TrainingOutcome(History)
    {
        /// <inheritdoc/>
        public override string Message =>
            $"The time was over in epoch {Epoch}, after {Batch} of its batches.";
    }

    /// <summary>The caller asked to stop.</summary>
    /// <param name="History">The epochs that were finished.</param>
    /// <param name="Epoch">The epoch that was running, from 1.</param>
    /// <param name="Batch">How many of its batches were done; all of them if validation was running.</param>
    public sealed record Cancelled(ImmutableArray<EpochReport> History, int Epoch, int Batch)
        : TrainingOutcome(History)
    {
        /// <inheritdoc/>
        public override string Message =>
            $"Stopped in epoch {Epoch}, after {Batch} of its batches.";
    }

    /// <summary>
    /// A number became infinite or NaN, the step that would have used it was not made, and
    /// <see cref="TrainingOptions.NonFinite"/> allows nothing else, or nothing else any more.
    /// </summary>
    /// <param name="History">The epochs that were finished.</param>
    /// <param name="Found">What is not finite, and where.</param>
    public sealed record Diverged(ImmutableArray<EpochReport> History, NonFinite Found)
        : TrainingOutcome(History)
    {
        /// <inheritdoc/>
        public override string Message => Found.Message;
    }

    /// <summary>
    /// The state to resume from does not fit, and then nothing was changed; or a checkpoint could not be kept.
    /// </summary>
    /// <param name="History">The epochs that were finished.</param>
    /// <param name="Failure">Why.</param>
    public sealed record Failed(ImmutableArray<EpochReport> History, Failure Failure)
        : TrainingOutcome(History)
    {
        /// <inheritdoc/>
        public override string Message => Failure.Message;
    }

    private static string Epochs(int count) => count == 1 ? "1 epoch" : $"{count} epochs";
}
