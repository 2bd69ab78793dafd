using MnistModel.Data;

namespace MnistModel.Options;

/// <summary>What the person at the keyboard wants of a training run.</summary>
internal sealed record RunOptions
{
    /// <summary>What holds where nothing is said.</summary>
    public static readonly RunOptions Default = new();

    /// <summary>A directory with the four files of a data set, or null to look for one.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>What to train on.</summary>
    public DatasetChoice Dataset { get; init; } = new DatasetChoice.Unspecified();

    /// <summary>How often to go through the training images; at least 1.</summary>
    public int Epochs { get; init; } = 5;

    /// <summary>Images a step; at least 1.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Adam's step size, before the schedule; above 0.</summary>
    public double LearningRate { get; init; } = 0.001;

    /// <summary>How the step size changes, in the words of <see cref="ScheduleWords"/>.</summary>
    public string Schedule { get; init; } = ScheduleWords.Cosine;

    /// <summary>How training images are changed at random, in the words of <see cref="AugmentationWords"/>.</summary>
    public string Augmentation { get; init; } = AugmentationWords.None;

    /// <summary>Decides weights, order, the choice of validation images and the synthetic digits.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads that compute; 0 for one a processor.</summary>
    public int Threads { get; init; }

    /// <summary>Epochs that may pass without a smaller validation loss; null for any number.</summary>
    public int? EarlyStopping { get; init; }

    /// <summary>The validation accuracy in percent after which to stop; null for none.</summary>
    public double? TargetAccuracy { get; init; }

    /// <summary>How long the command may train; null for as long as it takes.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>From one checkpoint to the next; there is one at the end in any case.</summary>
    public CheckpointInterval CheckpointEvery { get; init; } = new(Epochs: 1, Batches: 0);

    /// <summary>What to do when a number is infinite or NaN.</summary>
    public NonFiniteChoice NonFinite { get; init; }

    /// <summary>Where the weights and the checkpoints are saved.</summary>
    public string OutputDirectory { get; init; } = SharedOptions.OutputDirectory;

    /// <summary>Whether a run that could still go on may be replaced.</summary>
    public bool Overwrites { get; init; }

    /// <summary>The file of the table of epochs; null for none.</summary>
    public string? History { get; init; }

    /// <summary>The directory of the curves for TensorBoard; null for none.</summary>
    public string? TensorBoard { get; init; }
}
