using System.CommandLine;
using System.Diagnostics;
using MnistModel.Options;
using MnistModel.Running;

namespace MnistModel.Reporting;

/// <summary>Sends what happens to standard output and standard error, as the person asked.</summary>
/// <remarks>
/// Text for people goes to standard output, or to standard error where JSON has the former for itself. Notices and the
/// progress bar always go to standard error, the bar only where that is a terminal.
/// </remarks>
/// <param name="format">What standard output carries.</param>
/// <param name="output">Standard output.</param>
/// <param name="error">Standard error.</param>
/// <param name="bar">Shows progress; null where nobody would see it.</param>
internal sealed class RunReporter(
    LogFormat format,
    OutputLines output,
    OutputLines error,
    ProgressBar? bar
) : IDisposable
{
    private static readonly TimeSpan BarPeriod = TimeSpan.FromMilliseconds(100);

    private readonly OutputLines _text = format == LogFormat.Json ? error : output;
    private string _dataset = "";
    private readonly Stopwatch _clock = new();
    private TimeSpan? _deadline;
    private double _validationSeconds;
    private long _lastShown;

    /// <summary>Reports to the streams of a command, with a bar where somebody would see it.</summary>
    /// <param name="streams">The command's standard output and standard error.</param>
    /// <param name="format">What standard output carries.</param>
    public static RunReporter On(InvocationConfiguration streams, LogFormat format) =>
        new(
            format,
            new OutputLines(streams.Output),
            new OutputLines(streams.Error),
            ProgressBar.On(streams.Error)
        );

    /// <summary>Reports an event.</summary>
    /// <param name="happened">What happened.</param>
    public void Report(RunEvent happened)
    {
        switch (happened)
        {
            case RunEvent.EpochRunning(var report):
                bar?.Show(
                    PlainText.Progress(
                        report,
                        TimeLeft.Of(report, _validationSeconds, _deadline - _clock.Elapsed)
                    ),
                    report.SamplesDone,
                    report.Samples
                );
                return;
            case RunEvent.Downloading(var name, var received, var expected):
                if (IsBarDue())
                    bar?.Show($"downloading {name}", received, expected);
                return;
        }
        bar?.End();
        if (happened is RunEvent.Notice(var text))
            error.Write(text);
        if (happened is RunEvent.Started(var summary))
            (_dataset, _deadline) = (summary.DatasetName, summary.TimeLimit);
        if (happened is RunEvent.Started)
            _clock.Restart();
        if (happened is RunEvent.EpochEnded(var epoch))
            _validationSeconds = epoch.ValidationSeconds;
        foreach (string line in PlainText.Lines(happened))
            _text.Write(line);
        if (format == LogFormat.Json && JsonLines.Line(happened, _dataset) is { } json)
            output.WriteData(json);
    }

    /// <summary>Whether the bar has not moved for a while; moving it more often than it is drawn is wasted.</summary>
    public bool IsBarDue()
    {
        if (bar is null || Stopwatch.GetElapsedTime(_lastShown) < BarPeriod)
            return false;
        _lastShown = Stopwatch.GetTimestamp();
        return true;
    }

    /// <summary>Says how the run ended, if that has not been said, and what to tell the shell.</summary>
    /// <param name="outcome">How the run ended.</param>
    public int Close(RunOutcome outcome)
    {
        bar?.End();
        if (outcome.Message is { } message)
            error.Write(message);
        return Close(outcome.ExitCode);
    }

    /// <summary>Says what was lost on the way to standard output, if something was.</summary>
    /// <param name="exitCode">What to tell the shell if nothing was.</param>
    public int Close(int exitCode)
    {
        if (output.Error is not { } lost)
            return exitCode;
        error.Write($"error: standard output could not be written: {lost}");
        return exitCode == ExitCodes.Success ? ExitCodes.Failed : exitCode;
    }

    /// <summary>Takes the bar away.</summary>
    public void Dispose() => bar?.Dispose();
}
