using System.Collections.Immutable;
using LayerGen;
using LayerGen.Training;
using MnistModel.Running;

namespace MnistModel.Recording;

/// <summary>
/// The files that follow a run. One that cannot be written any more is no reason to lose a trained network: it gets
/// nothing more, its error is kept, and training goes on.
/// </summary>
internal sealed class RunRecords : IDisposable
{
    private readonly List<IRunRecord> _records = [];

    private RunRecords() { }

    /// <summary>What could not be written; null while all is well.</summary>
    public Failure? Failure { get; private set; }

    /// <summary>Opens the files before anything is trained, so that no training is lost to a typing error.</summary>
    /// <param name="history">The file of the table; null for none.</param>
    /// <param name="tensorBoard">The directory of the curves; null for none.</param>
    /// <param name="past">Epochs that were finished before.</param>
    public static Result<RunRecords> Open(
        string? history,
        string? tensorBoard,
        ImmutableArray<EpochReport> past
    )
    {
        if (history is not null && Problem(history) is { } problem)
            return problem;
        if (File.Exists(tensorBoard))
            return new Failure(
                $"{tensorBoard}: is a file, but --tensorboard needs a directory; give another."
            );
        RunRecords records = new();
        if (history is not null)
            records.Open("--history", history, () => new CsvHistory(history), past);
        if (tensorBoard is not null && records.Failure is null)
            records.Open(
                "--tensorboard",
                tensorBoard,
                () => new TensorBoardRecord(tensorBoard, TimeProvider.System),
                past: []
            );
        if (records.Failure is not { } failure)
            return records;
        records.Dispose();
        return failure;
    }

    private static Failure? Problem(string history) =>
        OutputFile.Misplaced(history, "--history")
        ?? OutputFile.Foreign(history, "--history", "table of epochs", CsvHistory.Beginning);

    /// <summary>Adds an epoch to each file.</summary>
    /// <param name="report">What it came to.</param>
    public void Add(EpochReport report)
    {
        foreach (IRunRecord record in _records.ToImmutableArray())
        {
            if (Attempt(record.Path, () => record.Add(report)))
                continue;
            _records.Remove(record);
            Close(record);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _records.ForEach(Close);

    private void Open(
        string option,
        string path,
        Func<IRunRecord> open,
        ImmutableArray<EpochReport> past
    ) =>
        Attempt(
            $"{option} {path}",
            () =>
            {
                IRunRecord record = open();
                _records.Add(record);
                foreach (EpochReport report in past)
                    record.Add(report);
            }
        );

    private bool Attempt(string name, Action write)
    {
        try
        {
            write();
            return true;
        }
        catch (Exception exception)
            when (exception
                    is IOException
                        or UnauthorizedAccessException
                        or ArgumentException
                        or NotSupportedException
            )
        {
            Failure ??= new($"{name}: cannot be written: {exception.Message}");
            return false;
        }
    }

    /// <summary>What a buffer still holds was refused before.</summary>
    private void Close(IRunRecord record) => Attempt(record.Path, record.Dispose);
}
