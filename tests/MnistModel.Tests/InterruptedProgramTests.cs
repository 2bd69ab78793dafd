using System.Diagnostics;
using System.Globalization;
using LayerGen.Persistence;

namespace MnistModel.Tests;

public sealed class InterruptedProgramTests : IDisposable
{
    private readonly TemporaryDirectory _place = new();

    public InterruptedProgramTests() => IdxBytes.WriteSmallDataset(_place["data"]);

    public void Dispose() => _place.Dispose();

    [SkippableTheory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Signal_saves_a_checkpoint_from_which_the_run_goes_on_to_the_same_weights(
        string signal
    )
    {
        Skip.If(OperatingSystem.IsWindows(), "Signals cannot be sent to one process on Windows.");
        Skip.If(
            signal == "INT" && IsInterruptIgnored(),
            "SIGINT is ignored by this session, and so by every process it starts."
        );
        using Process process = ProgramProcess.Start(
            null,
            "--data",
            _place["data"],
            "--out",
            _place["out"],
            "--epochs",
            "100000",
            // A schedule that knows the last epoch would make runs of other lengths differ from the first batch on.
            "--schedule",
            "constant"
        );
        Task<string> error = process.StandardError.ReadToEndAsync();
        // Training has begun when the first epoch is over.
        string? line;
        do line = await process.StandardOutput.ReadLineAsync();
        while (line is not null && !line.StartsWith("epoch 1/", StringComparison.Ordinal));
        Task<string> rest = process.StandardOutput.ReadToEndAsync();
        using (
            Process kill = Process.Start(
                "kill",
                [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]
            )
        )
            await kill.WaitForExitAsync();

        Assert.Equal(130, await ProgramProcess.EndOf(process));
        string checkpoint = _place["out", "custom-seed1.checkpoint.safetensors"];
        Assert.Equal($"Stopped and saved. To go on: MnistModel resume {checkpoint}\n", await error);
        string output = await rest;
        Assert.DoesNotContain("test ", output, StringComparison.Ordinal);
        Assert.True(File.Exists(checkpoint));

        string epochs = EpochAfter(checkpoint).ToString(CultureInfo.InvariantCulture);
        ProgramRun resumed = await ProgramProcess.RunAsync(
            null,
            ["resume", checkpoint, "--epochs", epochs]
        );
        ProgramRun straight = await ProgramProcess.RunAsync(
            null,
            [
                "--data",
                _place["data"],
                "--out",
                _place["straight"],
                "--epochs",
                epochs,
                "--schedule",
                "constant",
            ]
        );
        Assert.Equal((0, ""), (resumed.ExitCode, resumed.Error));
        Assert.Equal(0, straight.ExitCode);
        Assert.Equal(
            await File.ReadAllBytesAsync(_place["straight", "custom-seed1.safetensors"]),
            await File.ReadAllBytesAsync(_place["out", "custom-seed1.safetensors"])
        );
    }

    [SkippableFact]
    public async Task Reader_that_goes_away_costs_no_trained_network()
    {
        Skip.If(OperatingSystem.IsWindows(), "The test needs a POSIX pipe.");
        using Process process = ProgramProcess.Start(
            null,
            "--data",
            _place["data"],
            "--out",
            _place["out"],
            "--epochs",
            "3"
        );
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadLineAsync();
        process.StandardOutput.Close();

        Assert.Equal(0, await ProgramProcess.EndOf(process));
        Assert.Equal("", await error);
        Assert.Single(Directory.GetFiles(_place["out"], "*-seed1.safetensors"));
    }

    /// <summary>The epoch behind the one that was running.</summary>
    private static int EpochAfter(string checkpoint)
    {
        using MnistCnn network = new(seed: 1, maxBatchSize: 1, threads: 1);
        return CheckpointFile.Load(checkpoint, network).ValueOrThrow().Progress.Epoch + 1;
    }

    private static bool IsInterruptIgnored()
    {
        const string Prefix = "SigIgn:";
        const ulong Interrupt = 1UL << (2 - 1);
        if (!OperatingSystem.IsLinux())
            return false;
        string line = File.ReadLines("/proc/self/status")
            .First(one => one.StartsWith(Prefix, StringComparison.Ordinal));
        ulong ignored = ulong.Parse(
            line[Prefix.Length..].Trim(),
            NumberStyles.HexNumber,
            CultureInfo.InvariantCulture
        );
        return (ignored & Interrupt) != 0;
    }
}
