using System.Collections.Immutable;
using LayerGen.Optimizers;
using LayerGen.Persistence;
using LayerGen.Schedules;

namespace LayerGen.Training;

/// <summary>How to train.</summary>
public sealed record TrainingOptions
{
    /// <summary>How often to go through all samples; at least 1.</summary>
    public int Epochs { get; init; } = 5;

    /// <summary>
    /// Samples a step; 1 to the network's <see cref="INetwork.MaxBatchSize"/>. The last batch of an epoch has what is left.
    /// </summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>
    /// Makes the optimizer of the network that it is given; <see cref="Adam"/> with the defaults of its paper unless given.
    /// An optimizer of another network is refused.
    /// </summary>
    public Func<INetwork, IOptimizer> Optimizer { get; init; } =
        static network => new Adam(network);

    /// <summary>The size of a step, before the schedule; null for the optimizer's own.</summary>
    public double? LearningRate { get; init; }

    /// <summary>What the learning rate is multiplied by at each step; null leaves the optimizer's alone.</summary>
    public Schedule? Schedule { get; init; }

    /// <summary>
    /// How much of the samples is held back at random for validation, at least one sample; in [0, 1), 0 for none. They
    /// are read from the same source: if that augments its samples, give validation samples of their own instead.
    /// </summary>
    public double ValidationFraction { get; init; }

    /// <summary>Decides the order of samples in every epoch, and which are held back.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Whether each epoch has a random order of its own; otherwise samples come in the order of the source.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>
    /// What each class counts in the loss of training, see <see cref="INetwork.ClassWeights"/>; empty leaves the network's
    /// alone. <see cref="LayerGen.Training.ClassWeights.Balanced"/> makes rare classes count as much as frequent ones.
    /// </summary>
    public ImmutableArray<float> ClassWeights { get; init; } = [];

    /// <summary>When to stop before the last epoch because nothing gets better; null for never.</summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>
    /// Stops after the epoch whose validation accuracy reaches it; above 0, up to 1; null for never. Needs validation.
    /// </summary>
    public double? TargetAccuracy { get; init; }

    /// <summary>
    /// Stops before the first batch or epoch that begins so much later than the call; positive; null for never.
    /// </summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>What to do when a number is infinite or NaN.</summary>
    public NonFinitePolicy NonFinite { get; init; } = new NonFinitePolicy.StopTraining();

    /// <summary>When and where to keep the state of the run; null for never and nowhere.</summary>
    public Checkpoints? Checkpoints { get; init; }

    /// <summary>
    /// Goes on where another run stopped, with its seed and its learning rate; with the same samples and other options
    /// as that run's, the same bits follow as if it had never stopped. Null to begin.
    /// </summary>
    public TrainingState? Resume { get; init; }

    /// <summary>The clock that the reported seconds and the time limit come from.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>What is wrong with the options, if anything is.</summary>
    internal string? Problem(INetwork network, bool hasValidation)
    {
        if (Epochs < 1)
            return $"Epochs is {Epochs}; at least 1 is needed.";
        if (BatchSize < 1 || BatchSize > network.MaxBatchSize)
            return $"BatchSize is {BatchSize}; the network takes 1 to {network.MaxBatchSize} samples at once.";
        if (LearningRate is { } rate && !(rate >= 0 && double.IsFinite(rate)))
            return $"LearningRate is {Invariant.Of(rate)}; a finite number of at least 0 is needed.";
        if (TargetAccuracy is { } target && !(target is > 0 and <= 1))
            return $"TargetAccuracy is {Invariant.Of(target)}; a number above 0 and up to 1 is needed.";
        if (TargetAccuracy is not null && !hasValidation)
            return "TargetAccuracy is set, but there are no validation samples; give some or set ValidationFraction.";
        if (TimeLimit is { } limit && limit <= TimeSpan.Zero)
            return $"TimeLimit is {limit}; a positive time is needed.";
        return Named(nameof(Schedule), Schedule?.Problem(hasValidation))
            ?? Named(nameof(EarlyStopping), EarlyStopping?.Problem(hasValidation))
            ?? Named(nameof(NonFinite), NonFinite.Problem)
            ?? Named(nameof(Checkpoints), Checkpoints?.Problem);
    }

    private static string? Named(string option, string? problem) =>
        problem is null ? null : $"{option}: {problem}";
}
