using LayerGen.Training;
using MnistModel.Reporting;

namespace MnistModel.Running;

/// <summary>Passes on how training goes; most batches are too short to be worth a word.</summary>
/// <param name="reporter">Told about it.</param>
/// <param name="files">Get the epochs.</param>
internal sealed class TrainingObserver(RunReporter reporter, SideFiles files) : ITrainingObserver
{
    /// <inheritdoc/>
    public void OnBatch(in BatchReport report)
    {
        if (reporter.IsBarDue())
            reporter.Report(new RunEvent.EpochRunning(report));
    }

    /// <inheritdoc/>
    public void OnEpoch(EpochReport report)
    {
        reporter.Report(new RunEvent.EpochEnded(report));
        files.Add(report);
    }
}
