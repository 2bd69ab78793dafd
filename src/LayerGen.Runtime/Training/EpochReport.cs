namespace LayerGen.Training;

/// <summary>What one epoch came to.</summary>
/// <param name="Epoch">Which epoch, from 1.</param>
/// <param name="Epochs">How many there will be.</param>
/// <param name="Samples">How many samples were trained on in this epoch.</param>
/// <param name="Loss">The mean over samples of the loss against the targets, each with the weights of its step; a cross-entropy in nats.</param>
/// <param name="Penalty">The L1 and L2 penalties, as a mean over samples in the same way.</param>
/// <param name="Accuracy">The fraction answered right while training, 0 to 1; null for a regression.</param>
/// <param name="ValidationLoss">The mean loss over the validation samples after the epoch; null without validation.</param>
/// <param name="ValidationAccuracy">The fraction of validation samples answered right; null without validation, and for a regression.</param>
/// <param name="TrainSeconds">Seconds of training: loading, steps and batch reports, without validation.</param>
/// <param name="ValidationSeconds">Seconds of validation; 0 without it.</param>
public sealed record EpochReport(
    int Epoch,
    int Epochs,
    int Samples,
    double Loss,
    double Penalty,
    double? Accuracy,
    double? ValidationLoss,
    double? ValidationAccuracy,
    double TrainSeconds,
    double ValidationSeconds
)
{
    /// <summary>The size of the last step.</summary>
    public double LearningRate { get; init; }

    /// <summary>How many batches were skipped because of a number that is not finite.</summary>
    public int SkippedBatches { get; init; }

    /// <summary>Training speed; 0 if the clock did not move.</summary>
    public double SamplesPerSecond => TrainSeconds > 0 ? Samples / TrainSeconds : 0;
}
