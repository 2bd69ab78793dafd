using System.Collections.Immutable;
using System.Globalization;

namespace LayerGen.Training;

/// <summary>A closed union: how training ended. The weights are those after the last step that was made.</summary>
public abstract record TrainingOutcome
{
    private TrainingOutcome(ImmutableArray<EpochReport> history) => History = history;

    /// <summary>The epochs that were finished, first to last.</summary>
    public ImmutableArray<EpochReport> History { get; }

    /// <summary>All epochs were finished.</summary>
    /// <param name="History">The epochs.</param>
    public sealed record Completed(ImmutableArray<EpochReport> History) : TrainingOutcome(History);

    /// <summary>The caller asked to stop.</summary>
    /// <param name="History">The epochs that were finished.</param>
    /// <param name="Epoch">The epoch that was running, from 1.</param>
    /// <param name="Batch">How many of its batches were done; all of them if validation was running.</param>
    public sealed record Cancelled(ImmutableArray<EpochReport> History, int Epoch, int Batch)
        : TrainingOutcome(History);

    /// <summary>
    /// A number became infinite or NaN, and the step that would have used it was not made.
    /// </summary>
    /// <param name="History">The epochs that were finished.</param>
    /// <param name="Epoch">The epoch that was running, from 1.</param>
    /// <param name="Batch">The batch that showed it, from 1.</param>
    /// <param name="Loss">The loss of that batch with its penalties, in nats; often the number in question.</param>
    /// <param name="Where">
    /// What is not finite: <c>inputs</c>, <c>value of conv1.weight</c>, <c>gradient of conv2.weight</c>, <c>loss</c> or
    /// <c>validation loss</c>; the first of these, parameters in the network's order.
    /// </param>
    public sealed record Diverged(
        ImmutableArray<EpochReport> History,
        int Epoch,
        int Batch,
        double Loss,
        string Where
    ) : TrainingOutcome(History)
    {
        /// <summary>One line for the person who trains.</summary>
        public string Message =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"Training diverged in epoch {Epoch}, batch {Batch} (loss {Loss}): not finite: {Where}; "
            )
            + (
                Where == Divergence.Inputs
                    ? "check the data."
                    : "lower the learning rate, or check the data."
            );
    }
}
