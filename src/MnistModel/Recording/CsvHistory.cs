using CsvHelper;
using LayerGen.Training;

namespace MnistModel.Recording;

/// <summary>A table of the epochs, one a row, under the names that the JSON log uses.</summary>
internal sealed class CsvHistory : IRunRecord
{
    private static readonly string[] Columns =
    [
        "epoch",
        "train_seconds",
        "loss",
        "accuracy",
        "validation_loss",
        "validation_accuracy",
        "samples_per_second",
        "learning_rate",
    ];

    /// <summary>How every such table begins.</summary>
    public static string Beginning { get; } = $"{Columns[0]},{Columns[1]},";

    private readonly CsvWriter _table;

    /// <summary>Begins the table; a file that is there is replaced.</summary>
    /// <param name="path">Where it goes.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public CsvHistory(string path)
    {
        Path = path;
        FileStream file = new(path, FileMode.Create, FileAccess.Write, FileShare.Read, 0);
        _table = CsvWriter.Create(file, CsvWriterOptions.Default with { NewLine = "\n" });
        _table.WriteHeader(Columns);
        _table.Flush();
    }

    /// <inheritdoc/>
    public string Path { get; }

    /// <inheritdoc/>
    public void Add(EpochReport report)
    {
        _table.WriteField(report.Epoch);
        _table.WriteField(report.TrainSeconds);
        _table.WriteField(report.Loss);
        _table.WriteField(report.Accuracy);
        _table.WriteField(report.ValidationLoss);
        _table.WriteField(report.ValidationAccuracy);
        _table.WriteField(report.SamplesPerSecond);
        _table.WriteField(report.LearningRate);
        _table.EndRecord();
        _table.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => _table.Dispose();
}
