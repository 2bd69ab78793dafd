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

    /// <summary>Decides the order of samples in every epoch.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Whether each epoch has a random order of its own; otherwise samples come in the order of the source.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>The clock that the reported seconds come from.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
