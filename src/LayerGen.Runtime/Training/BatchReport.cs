namespace LayerGen.Training;

/// <summary>How far a running epoch has come.</summary>
/// <param name="Epoch">Which epoch, from 1.</param>
/// <param name="Epochs">How many there will be.</param>
/// <param name="Batch">How many batches of the epoch are done; at least 1.</param>
/// <param name="Batches">How many batches the epoch has.</param>
/// <param name="SamplesDone">How many samples of the epoch are done.</param>
/// <param name="Samples">How many samples the epoch has.</param>
/// <param name="BatchLoss">The mean loss against the targets of the last batch; a cross-entropy in nats.</param>
/// <param name="Loss">The mean loss over the samples that are done.</param>
/// <param name="Accuracy">The fraction of them answered right, 0 to 1; null for a regression.</param>
/// <param name="Seconds">Seconds since the epoch began.</param>
public readonly record struct BatchReport(
    int Epoch,
    int Epochs,
    int Batch,
    int Batches,
    int SamplesDone,
    int Samples,
    double BatchLoss,
    double Loss,
    double? Accuracy,
    double Seconds
)
{
    /// <summary>The size of the last step.</summary>
    public double LearningRate { get; init; }
}
