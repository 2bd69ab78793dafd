using System.Diagnostics;
using System.Globalization;

namespace MnistModel.Tests;

public sealed class InterruptedProgramTests : IDisposable
{
    private readonly TemporaryDirectory _place = new();

    public InterruptedProgramTests() => IdxBytes.WriteSmallDataset(_place["data"]);

    public void Dispose() => _place.Dispose();

    [SkippableTheory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Signal_stops_training_and_leaves_no_file_behind(string signal)
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
            "100000"
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
        Assert.Equal("Stopped.\n", await error);
        Assert.DoesNotContain("test ", await rest, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_place["out"]));
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
        Assert.Single(Directory.GetFiles(_place["out"]));
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
