using System.Globalization;
using LayerGen;
using LayerGen.Training;
using MnistModel.Recording;

namespace MnistModel.Tests.Recording;

public sealed class RunRecordsTests : IDisposable
{
    private static readonly EpochReport First = new(1, 2, 100, 1d / 3, 0, 0.5, 0.25, 0.75, 2, 1)
    {
        LearningRate = 0.125,
    };
    private static readonly EpochReport Second = new(2, 2, 100, 1e-9, 0, 1, null, null, 4, 1);

    private readonly TemporaryDirectory _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void History_has_a_row_an_epoch_that_reads_back_to_the_same_numbers()
    {
        string path = _place["history.csv"];
        File.WriteAllText(path, "epoch,train_seconds,and more than what comes now".PadRight(1000));
        using (RunRecords records = Open(path, [First]))
        {
            // The epochs before are there at once: whoever watches the file sees the whole run.
            Assert.Equal(2, File.ReadLines(path).Count());
            records.Add(Second);
            Assert.Equal(3, File.ReadLines(path).Count());
        }

        string[] lines = File.ReadAllText(path).Split('\n');
        Assert.Equal(
            "epoch,train_seconds,loss,accuracy,validation_loss,validation_accuracy,samples_per_second,learning_rate",
            lines[0]
        );
        string[] first = lines[1].Split(',');
        Assert.Equal(1d / 3, double.Parse(first[2], CultureInfo.InvariantCulture));
        Assert.Equal(["1", "2", first[2], "0.5", "0.25", "0.75", "50", "0.125"], first);
        Assert.Equal(
            ["2", "4", lines[2].Split(',')[2], "1", "", "", "25", "0"],
            lines[2].Split(',')
        );
        Assert.Equal("", lines[3]);
    }

    [SkippableFact]
    public void Full_disk_is_remembered_and_stops_nothing()
    {
        Skip.IfNot(File.Exists("/dev/full"), "Only Linux has a device that is always full.");
        Result<RunRecords> opened = RunRecords.Open("/dev/full", tensorBoard: null, past: []);

        Failure failure = Assert.IsType<Result<RunRecords>.Error>(opened).Failure;
        Assert.StartsWith(
            "--history /dev/full: cannot be written",
            failure.Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("nowhere/history.csv")]
    public void History_that_cannot_be_written_is_a_failure_that_names_the_option(string name)
    {
        string path = Path.Combine(_place.FullPath, name);

        Result<RunRecords> opened = RunRecords.Open(path, tensorBoard: null, past: []);

        Failure failure = Assert.IsType<Result<RunRecords>.Error>(opened).Failure;
        Assert.Contains("--history", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Directory_of_curves_that_is_a_file_is_a_failure_that_names_the_option()
    {
        File.WriteAllText(_place["file"], "");

        Result<RunRecords> opened = RunRecords.Open(null, _place["file"], past: []);

        Failure failure = Assert.IsType<Result<RunRecords>.Error>(opened).Failure;
        Assert.Contains("--tensorboard", failure.Message, StringComparison.Ordinal);
    }

    private static RunRecords Open(string history, EpochReport[] past) =>
        RunRecords.Open(history, tensorBoard: null, [.. past]).ValueOrThrow();
}
