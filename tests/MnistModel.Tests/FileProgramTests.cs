using System.Text.Json;
using LayerGen;
using LayerGen.Persistence;

namespace MnistModel.Tests;

/// <summary>What the program does with files of weights and checkpoints, as a person runs it.</summary>
public sealed class FileProgramTests : IDisposable
{
    private readonly TemporaryDirectory _place = new();

    public FileProgramTests() => IdxBytes.WriteSmallDataset(Data);

    private string Data => _place["data"];

    private string Out => _place["out"];

    private string Weights => _place["out", "custom-seed1.safetensors"];

    private string Checkpoint => _place["out", "custom-seed1.checkpoint.safetensors"];

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task Evaluate_repeats_the_test_of_the_training()
    {
        ProgramRun trained = await TrainAsync("--log", "json");
        JsonElement expected = JsonElement.Parse(trained.OutputLines[^2]);

        foreach (string model in new[] { Weights, Checkpoint, Out })
        {
            ProgramRun run = await RunAsync("evaluate", model, "--data", Data, "--log", "json");

            Assert.Equal(0, run.ExitCode);
            JsonElement found = JsonElement.Parse(Assert.Single(run.OutputLines));
            foreach (string name in new[] { "accuracy", "classes", "confusion", "dataset" })
                Assert.Equal(
                    expected.GetProperty(name).GetRawText(),
                    found.GetProperty(name).GetRawText()
                );
            // A sum over batches of another size: 60 additions of doubles near 1 differ by less.
            Assert.Equal(
                expected.GetProperty("loss").GetDouble(),
                found.GetProperty("loss").GetDouble(),
                1e-13
            );
            Assert.False(found.TryGetProperty("seed", out _));
        }
    }

    [Fact]
    public async Task Files_of_another_kind_are_not_replaced()
    {
        await TrainAsync();
        byte[] weights = await File.ReadAllBytesAsync(Weights);

        foreach (
            string[] arguments in new string[][]
            {
                ["report", Weights, "--data", Data, "--out", Weights],
                ["train", "--data", Data, "--out", _place["other"], "--history", Weights],
            }
        )
        {
            ProgramRun run = await RunAsync(arguments);

            Assert.Equal((2, ""), (run.ExitCode, run.Output));
            Assert.Contains(
                $"{Weights}: is there and is no ",
                Assert.Single(run.ErrorLines),
                StringComparison.Ordinal
            );
            Assert.Equal(weights, await File.ReadAllBytesAsync(Weights));
        }
    }

    [Fact]
    public async Task Table_and_page_of_an_earlier_run_are_replaced()
    {
        foreach (string epochs in new[] { "1", "2" })
        {
            await TrainAsync("--history", _place["table.csv"], "--epochs", epochs);
            ProgramRun run = await RunAsync("report", Weights, "--data", Data);
            Assert.Equal(0, run.ExitCode);
        }

        // A header and two epochs.
        Assert.Equal(3, (await File.ReadAllLinesAsync(_place["table.csv"])).Length);
    }

    [Fact]
    public async Task Evaluate_prints_the_classes_and_the_confusion_matrix()
    {
        await TrainAsync();

        ProgramRun run = await RunAsync("evaluate", Weights, "--data", Data);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal($"model    {Weights}", run.OutputLines[0]);
        Assert.StartsWith("test     custom", run.OutputLines[1], StringComparison.Ordinal);
        int matrix = Array.FindIndex(
            run.OutputLines,
            line => line.StartsWith("taken for", StringComparison.Ordinal)
        );
        Assert.Equal(11, run.OutputLines.Length - matrix);
        // Ten classes of twelve lines: every image stands once in the matrix.
        int counted = run.OutputLines[(matrix + 1)..]
            .SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[2..])
            .Sum(int.Parse);
        Assert.Equal(IdxBytes.TestCount, counted);
    }

    [Fact]
    public async Task Resume_trains_a_finished_run_further_to_the_same_weights_for_other_threads()
    {
        string[] changes =
        [
            "--schedule",
            "exponential",
            "--augment",
            "rotate,shift,elastic,cutout",
        ];
        await TrainAsync(["--epochs", "2", "--threads", "1", .. changes]);
        ProgramRun more = await RunAsync("resume", Out, "--epochs", "4", "--threads", "3");
        byte[] resumed = await File.ReadAllBytesAsync(Weights);
        Assert.Equal((0, ""), (more.ExitCode, more.Error));
        Assert.Equal(
            ["epoch 3/4", "epoch 4/4"],
            more.OutputLines.Where(line => line.StartsWith("epoch", StringComparison.Ordinal))
                .Select(line => line[..9])
        );

        await TrainAsync(["--epochs", "4", .. changes]);

        Assert.Equal(await File.ReadAllBytesAsync(Weights), resumed);
    }

    [Fact]
    public async Task Train_with_resume_is_resume()
    {
        await TrainAsync("--epochs", "1");

        ProgramRun run = await RunAsync("train", "--resume", Checkpoint, "--epochs", "2");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains(
            run.OutputLines,
            line => line.Contains($"goes on from {Checkpoint} in epoch 2", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Resume_of_a_finished_run_tests_and_saves_again()
    {
        await TrainAsync("--epochs", "1");
        byte[] weights = await File.ReadAllBytesAsync(Weights);
        File.Delete(Weights);

        ProgramRun run = await RunAsync("resume", Checkpoint);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains(
            run.OutputLines,
            line =>
                line.Contains($"{Checkpoint} has had its last epoch, 1;", StringComparison.Ordinal)
        );
        Assert.DoesNotContain("goes on from", run.Output, StringComparison.Ordinal);
        Assert.Equal(weights, await File.ReadAllBytesAsync(Weights));
    }

    [Fact]
    public async Task Resume_refuses_other_data()
    {
        await TrainAsync("--epochs", "1");
        IdxBytes.WriteSmallDataset(_place["other"], seed: 2);

        ProgramRun run = await RunAsync("resume", Checkpoint, "--data", _place["other"]);

        AssertRefused(run, Checkpoint);
        Assert.Contains("--data", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task History_of_a_resumed_run_has_all_epochs()
    {
        string history = _place["history.csv"];
        await TrainAsync("--epochs", "1", "--history", history, "--tensorboard", _place["logs"]);

        ProgramRun run = await RunAsync("resume", Checkpoint, "--epochs", "3");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(
            ["epoch", "1", "2", "3"],
            File.ReadLines(history).Select(line => line.Split(',')[0])
        );
        Assert.Equal(2, Directory.GetFiles(_place["logs", "train"]).Length);
    }

    [Fact]
    public async Task Target_accuracy_ends_training_after_the_epoch_that_reaches_it()
    {
        // The first epoch answers at least some images right, so more than 1 percent of them or none at all.
        ProgramRun run = await TrainAsync("--epochs", "50", "--target-accuracy", "1.5");

        int epochs = run.OutputLines.Count(line =>
            line.StartsWith("epoch ", StringComparison.Ordinal)
        );
        Assert.InRange(epochs, 1, 49);
        Assert.StartsWith("Reached a validation accuracy", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Target_accuracy_that_was_not_reached_is_said_with_the_best_and_how_to_go_on()
    {
        ProgramRun run = await TrainAsync("--epochs", "1", "--target-accuracy", "100");

        string line = Assert.Single(run.ErrorLines);
        Assert.StartsWith(
            "The validation accuracy did not reach 100 %: the best was ",
            line,
            StringComparison.Ordinal
        );
        Assert.EndsWith(
            $", in epoch 1 of 1; to go on: MnistModel resume {Checkpoint}, with --epochs above 1.",
            line,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Deadline_saves_and_tests_what_was_learned()
    {
        ProgramRun run = await TrainAsync("--epochs", "100000", "--deadline", "0.001s");

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("The time was over", run.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(Weights));
        using MnistCnn network = new(seed: 1, maxBatchSize: 1, threads: 1);
        Assert.IsType<Result<TrainingState>.Ok>(CheckpointFile.Load(Checkpoint, network));
    }

    private static void AssertRefused(ProgramRun run, string blamed)
    {
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        string line = Assert.Single(run.ErrorLines);
        Assert.StartsWith("error: ", line, StringComparison.Ordinal);
        Assert.Contains(blamed, line, StringComparison.Ordinal);
    }

    private async Task<ProgramRun> TrainAsync(params string[] arguments)
    {
        ProgramRun run = await RunAsync(["--data", Data, "--out", Out, .. arguments]);
        Assert.Equal(0, run.ExitCode);
        return run;
    }

    private static Task<ProgramRun> RunAsync(params string[] arguments) =>
        ProgramProcess.RunAsync(null, arguments);
}
