namespace LayerGen.Training;

/// <summary>A closed union: what to do when a loss, a gradient or a weight is infinite or NaN.</summary>
public abstract record NonFinitePolicy
{
    private NonFinitePolicy() { }

    /// <summary>Ends training before the step, with <see cref="TrainingOutcome.Diverged"/>.</summary>
    public sealed record StopTraining : NonFinitePolicy;

    /// <summary>
    /// Leaves the step out and goes on with the next batch. Ends training where that cannot help: when a weight is not
    /// finite, or when an epoch has more such batches than allowed.
    /// </summary>
    /// <param name="MostInEpoch">How many batches of an epoch may be skipped; at least 1.</param>
    public sealed record SkipBatch(int MostInEpoch = 10) : NonFinitePolicy;

    /// <summary>
    /// Goes back to the last checkpoint (without checkpoints: to the end of the last epoch) and goes on from there with
    /// a smaller learning rate. Keeps a copy of the training state in memory.
    /// </summary>
    /// <param name="LearningRateFactor">What the learning rate is multiplied by each time; above 0, below 1.</param>
    /// <param name="Most">How often training may go back, before it ends; at least 1.</param>
    public sealed record RollBack(double LearningRateFactor = 0.5, int Most = 5) : NonFinitePolicy;

    /// <summary>What is wrong with the settings, if anything is.</summary>
    internal string? Problem =>
        this switch
        {
            StopTraining => null,
            SkipBatch(var most) => most < 1
                ? $"MostInEpoch is {most}; at least 1 is needed."
                : null,
            RollBack { Most: < 1 and var most } => $"Most is {most}; at least 1 is needed.",
            RollBack { LearningRateFactor: var factor } => factor is > 0 and < 1
                ? null
                : $"LearningRateFactor is {Invariant.Of(factor)}; a number above 0 and below 1 is needed.",
            _ => throw new InvalidOperationException("NonFinitePolicy is a closed union."),
        };
}
