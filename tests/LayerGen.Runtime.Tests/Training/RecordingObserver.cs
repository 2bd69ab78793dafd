using LayerGen.Training;

namespace LayerGen.Tests.Training;

/// <summary>Keeps all reports, and may do something at each batch.</summary>
internal sealed class RecordingObserver(Action<BatchReport>? onBatch = null) : ITrainingObserver
{
    public List<BatchReport> Batches { get; } = [];

    public List<EpochReport> Epochs { get; } = [];

    public void OnBatch(in BatchReport report)
    {
        Batches.Add(report);
        onBatch?.Invoke(report);
    }

    public void OnEpoch(EpochReport report) => Epochs.Add(report);
}
