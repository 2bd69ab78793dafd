using LayerGen;
using LayerGen.Persistence;
using LayerGen.Training;
using MnistModel.Recording;
using MnistModel.Reporting;

namespace MnistModel.Running;

/// <summary>
/// The files that a run writes while it trains. One that cannot be written is no reason to lose what is being learned:
/// it is reported once, and training goes on.
/// </summary>
/// <param name="run">The run.</param>
/// <param name="reporter">Told what is lost.</param>
internal sealed class SideFiles(PreparedRun run, RunReporter reporter)
{
    private readonly SavedRun _saved = SavedRun.Of(run.Beginning.Options, run.Data);
    private bool _isRecordLost;
    private bool _isCheckpointLost;

    /// <summary>Whether a file could not be written.</summary>
    public bool HasLost => _isRecordLost || _isCheckpointLost;

    /// <summary>The last checkpoint of this command; null if none could be written.</summary>
    public string? KeptCheckpoint { get; private set; }

    /// <summary>Adds an epoch to the table and the curves.</summary>
    /// <param name="report">What it came to.</param>
    public void Add(EpochReport report)
    {
        run.Records.Add(report);
        if (run.Records.Failure is not { } failure || _isRecordLost)
            return;
        _isRecordLost = true;
        Report(failure);
    }

    /// <summary>Writes a checkpoint.</summary>
    /// <param name="state">The state of training.</param>
    /// <returns>Null: training goes on in any case.</returns>
    public Failure? Keep(TrainingState state)
    {
        string path = run.Plan.Files.Checkpoint;
        if (CheckpointFile.Save(path, _saved.NoteIn(state)) is not Result<long>.Error(var failure))
        {
            KeptCheckpoint = path;
            return null;
        }
        if (!_isCheckpointLost)
            Report(failure);
        _isCheckpointLost = true;
        return null;
    }

    private void Report(Failure failure) =>
        reporter.Report(
            new RunEvent.Notice($"error: {failure.Message.TrimEnd('.')}; training goes on.")
        );
}
