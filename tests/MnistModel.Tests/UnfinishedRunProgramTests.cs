using System.Diagnostics;
using LayerGen.Persistence;

namespace MnistModel.Tests;

/// <summary>What a new run does with the files of an earlier one that has the same name.</summary>
public sealed class UnfinishedRunProgramTests : IDisposable
{
    private readonly TemporaryDirectory _place = new();

    public UnfinishedRunProgramTests() => IdxBytes.WriteSmallDataset(_place["data"]);

    private string Weights => _place["out", "custom-seed1.safetensors"];

    private string Checkpoint => _place["out", "custom-seed1.checkpoint.safetensors"];

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task Train_refuses_to_replace_an_unfinished_run_until_it_is_told_to()
    {
        await TrainAsync("--epochs", "2");
        // As if it had been killed before its end: nothing was delivered.
        File.Delete(Weights);
        byte[] unfinished = await File.ReadAllBytesAsync(Checkpoint);

        ProgramRun refused = await RunAsync("--epochs", "1");

        Assert.Equal((2, ""), (refused.ExitCode, refused.Output));
        string line = Assert.Single(refused.ErrorLines);
        Assert.Contains($"MnistModel resume {Checkpoint}", line, StringComparison.Ordinal);
        Assert.Contains("--overwrite", line, StringComparison.Ordinal);
        Assert.Equal(unfinished, await File.ReadAllBytesAsync(Checkpoint));

        await TrainAsync("--epochs", "1", "--overwrite");

        Assert.NotEqual(unfinished, await File.ReadAllBytesAsync(Checkpoint));
        Assert.True(File.Exists(Weights));
    }

    [Fact]
    public async Task Train_refuses_where_an_earlier_run_went_on_behind_its_weights()
    {
        await TrainAsync("--epochs", "1");
        byte[] first = await File.ReadAllBytesAsync(Weights);
        Assert.Equal(
            0,
            (await ProgramProcess.RunAsync(null, "resume", Checkpoint, "--epochs", "2")).ExitCode
        );
        await File.WriteAllBytesAsync(Weights, first);

        Assert.Equal(2, (await RunAsync("--epochs", "1")).ExitCode);
    }

    [Fact]
    public async Task Train_repeats_a_finished_run_and_keeps_the_weights_of_another()
    {
        await TrainAsync("--epochs", "1");
        byte[] one = await File.ReadAllBytesAsync(Weights);
        await TrainAsync("--epochs", "1");
        Assert.Equal(one, await File.ReadAllBytesAsync(Weights));

        await TrainAsync("--epochs", "3", "--early-stopping", "1");
        await TrainAsync("--epochs", "2");

        Assert.NotEqual(one, await File.ReadAllBytesAsync(Weights));
        Assert.True(File.Exists(AtomicFile.PreviousPath(Weights)));
    }

    [Fact]
    public async Task Train_refuses_to_replace_a_checkpoint_that_it_cannot_read()
    {
        Directory.CreateDirectory(_place["out"]);
        await File.WriteAllTextAsync(Checkpoint, "something of mine");

        ProgramRun run = await RunAsync("--epochs", "1");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("--overwrite", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.Equal("something of mine", await File.ReadAllTextAsync(Checkpoint));
    }

    [SkippableTheory]
    [InlineData("custom-seed1.safetensors", "mkfifo", "a device or a pipe")]
    [InlineData("custom-seed1.safetensors", "mkdir", "a directory")]
    [InlineData("custom-seed1.previous.safetensors", "mkdir", "a directory")]
    [InlineData("custom-seed1.checkpoint.safetensors", "mkfifo", "a device or a pipe")]
    public async Task Train_refuses_what_is_no_file_in_place_of_one_before_it_trains(
        string name,
        string command,
        string found
    )
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no mkfifo.");
        Directory.CreateDirectory(_place["out"]);
        string path = _place["out", name];
        using (Process made = Process.Start(command, [path]))
            await made.WaitForExitAsync();

        ProgramRun run = await RunAsync("--epochs", "1", "--overwrite");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith(
            $"error: {path}: is {found}, but",
            Assert.Single(run.ErrorLines),
            StringComparison.Ordinal
        );
        Assert.Equal([path], Directory.EnumerateFileSystemEntries(_place["out"]));
    }

    [Fact]
    public async Task Checkpoints_by_batches_are_inside_epochs()
    {
        await TrainAsync("--epochs", "1", "--batch-size", "8", "--checkpoint-every", "2batches");

        using MnistCnn network = new(seed: 1, maxBatchSize: 1, threads: 1);
        // The last one is at the end of the run; the one before it is at an even batch.
        TrainingState state = CheckpointFile
            .Load(AtomicFile.PreviousPath(Checkpoint), network)
            .ValueOrThrow();
        Assert.Equal(1, state.Progress.Epoch);
        Assert.True(state.Progress.Batch > 0);
        Assert.Equal(0, state.Progress.Batch % 2);
    }

    [Fact]
    public async Task Rollback_is_told_each_time_and_ends_when_it_does_not_help()
    {
        // Half of it, five times over, is as hopeless.
        ProgramRun run = await RunAsync("--learning-rate", "1e30", "--non-finite", "rollback");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(6, run.ErrorLines.Length);
        Assert.All(
            run.ErrorLines[..5],
            line => Assert.Contains("back to the last checkpoint", line, StringComparison.Ordinal)
        );
        Assert.StartsWith("error: Training diverged", run.ErrorLines[5], StringComparison.Ordinal);
    }

    private async Task TrainAsync(params string[] arguments)
    {
        ProgramRun run = await RunAsync(arguments);
        Assert.Equal(0, run.ExitCode);
    }

    private Task<ProgramRun> RunAsync(params string[] arguments) =>
        ProgramProcess.RunAsync(
            null,
            ["--data", _place["data"], "--out", _place["out"], .. arguments]
        );
}
