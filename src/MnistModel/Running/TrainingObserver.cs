using LayerGen.Training;
using MnistModel.Options;
using MnistModel.Reporting;

namespace MnistModel.Running;

/// <summary>Passes on how training goes; most batches are too short to be worth a word.</summary>
/// <param name="nonFinite">What is done about numbers that are not finite.</param>
/// <param name="reporter">Told about it.</param>
/// <param name="files">Get the epochs.</param>
internal sealed class TrainingObserver(
    NonFiniteChoice nonFinite,
    RunReporter reporter,
    SideFiles files
) : ITrainingObserver
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

    /// <inheritdoc/>
    public void OnNonFinite(NonFinite found) =>
        reporter.Report(
            new RunEvent.Notice(
                $"Epoch {found.Epoch}, batch {found.Batch}: not finite: {found.Where}; "
                    + (
                        nonFinite == NonFiniteChoice.Skip
                            ? "the batch was skipped."
                            : "training went back to the last checkpoint, with half the learning rate."
                    )
            )
        );
}
