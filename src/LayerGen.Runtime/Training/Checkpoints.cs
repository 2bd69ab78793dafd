using LayerGen.Persistence;

namespace LayerGen.Training;

/// <summary>
/// When the state of a run is handed out, to be kept in a file or in memory. It is also handed out whenever training
/// ends, except by divergence: then the last one stays the one to go on from.
/// </summary>
/// <param name="Save">
/// Keeps a state, an immutable copy; called on the thread that trains. The failure it returns ends training with
/// <see cref="TrainingOutcome.Failed"/>; null if all is well.
/// </param>
public sealed record Checkpoints(Func<TrainingState, Failure?> Save)
{
    /// <summary>Hands the state to a function that cannot fail.</summary>
    /// <param name="keep">Keeps a state.</param>
    /// <returns>Checkpoints after every epoch.</returns>
    public static Checkpoints To(Action<TrainingState> keep)
    {
        ArgumentNullException.ThrowIfNull(keep);
        return new(state =>
        {
            keep(state);
            return null;
        });
    }

    /// <summary>After how many epochs; 0 for never.</summary>
    public int EveryEpochs { get; init; } = 1;

    /// <summary>After how many batches, counted over all epochs; 0 for never.</summary>
    public int EveryBatches { get; init; }

    /// <summary>What is wrong with the settings, if anything is.</summary>
    internal string? Problem =>
        EveryEpochs < 0 ? $"EveryEpochs is {EveryEpochs}; at least 0 is needed."
        : EveryBatches < 0 ? $"EveryBatches is {EveryBatches}; at least 0 is needed."
        : null;

    internal bool IsDueAfterBatch(long batches) => EveryBatches > 0 && batches % EveryBatches == 0;

    internal bool IsDueAfterEpoch(int epoch) => EveryEpochs > 0 && epoch % EveryEpochs == 0;
}
