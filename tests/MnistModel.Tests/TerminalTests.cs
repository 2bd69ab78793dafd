using System.Text.RegularExpressions;

namespace MnistModel.Tests;

/// <summary>What a person sees on a terminal, drawn by <c>script</c> on a pseudo-terminal.</summary>
public sealed partial class TerminalTests : IDisposable
{
    private readonly TemporaryDirectory _place = new();

    public TerminalTests() => IdxBytes.WriteSmallDataset(_place["data"]);

    public void Dispose() => _place.Dispose();

    [SkippableFact]
    public async Task Training_shows_a_bar_and_leaves_only_lines()
    {
        ProgramRun run = await TrainAsync([]);

        Assert.Equal(0, run.ExitCode);
        Assert.Matches(
            @"epoch \d+/\d+  loss \d+\.\d{4}  \d+\.\d\d %  [\d,]+/s  \d+:\d\d left",
            run.Output
        );
        Assert.Contains("\e[?25l", run.Output, StringComparison.Ordinal);
        // The cursor is shown again behind the last place where it was hidden.
        Assert.True(
            run.Output.LastIndexOf("\e[?25h", StringComparison.Ordinal)
                > run.Output.LastIndexOf("\e[?25l", StringComparison.Ordinal)
        );
        Assert.Contains("saved    ", run.Output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Bar_has_no_colour_where_none_is_wanted()
    {
        Assert.Matches(Colour(), (await TrainAsync([])).Output);
        Assert.DoesNotMatch(Colour(), (await TrainAsync(["NO_COLOR=1"])).Output);
    }

    [SkippableFact]
    public async Task Terminal_that_can_draw_nothing_gets_lines()
    {
        ProgramRun run = await TrainAsync(["TERM=dumb"]);

        Assert.Equal(0, run.ExitCode);
        Assert.DoesNotContain('\e', run.Output);
        Assert.Contains("epoch 1/", run.Output, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\e\[[0-9;]*(3[0-9]|38;5;\d+|38;2;[\d;]+|9[0-7])m")]
    private static partial Regex Colour();

    private Task<ProgramRun> TrainAsync(string[] environment)
    {
        Skip.IfNot(
            OperatingSystem.IsLinux() && File.Exists("/usr/bin/script"),
            "The test needs util-linux's script to make a terminal."
        );
        // Long enough for the bar to be drawn: it moves ten times a second.
        return ProgramProcess.RunOnTerminalAsync(
            environment,
            ["--data", _place["data"], "--out", _place["out"], "--epochs", "60"]
        );
    }
}
