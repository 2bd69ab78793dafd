namespace LayerGen.Training;

/// <summary>Losses of batches, each times its samples, added up in the order of the batches.</summary>
/// <param name="Data">Of <see cref="BatchLoss.Data"/>.</param>
/// <param name="Penalty">Of <see cref="BatchLoss.Penalty"/>.</param>
/// <param name="Accuracy">Of <see cref="BatchLoss.Accuracy"/>; null if that is.</param>
/// <param name="Samples">How many samples.</param>
public readonly record struct LossSums(double Data, double Penalty, double? Accuracy, int Samples)
{
    /// <summary>The mean over samples: a smaller batch weighs less. NaN without samples.</summary>
    internal BatchLoss Mean => new(Data / Samples, Penalty / Samples, Accuracy / Samples);

    internal LossSums Add(BatchLoss loss, int samples) =>
        new(
            Data + (loss.Data * samples),
            Penalty + (loss.Penalty * samples),
            (Samples == 0 ? 0 : Accuracy) + (loss.Accuracy * samples),
            Samples + samples
        );
}
