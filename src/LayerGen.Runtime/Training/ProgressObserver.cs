namespace LayerGen.Training;

/// <summary>Hands epochs on and leaves batches out.</summary>
internal sealed class ProgressObserver(IProgress<EpochReport> progress) : ITrainingObserver
{
    public void OnBatch(in BatchReport report) { }

    public void OnEpoch(EpochReport report) => progress.Report(report);
}
