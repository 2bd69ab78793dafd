using System.CommandLine;
using MnistModel.Data;
using MnistModel.Options;
using MnistModel.Reporting;
using MnistModel.Running;

namespace MnistModel.Commands;

/// <summary>What the commands that train have in common: streams, signals, and the run itself.</summary>
internal static class TrainingCommandLine
{
    /// <summary>Trains.</summary>
    /// <param name="parsed">Its streams are written to.</param>
    /// <param name="start">A new run, or one that goes on.</param>
    /// <param name="log">What standard output carries.</param>
    /// <returns>What to tell the shell.</returns>
    public static async Task<int> RunAsync(ParseResult parsed, TrainingStart start, LogFormat log)
    {
        using Interruption interruption = new();
        using RunReporter reporter = RunReporter.On(parsed.InvocationConfiguration, log);
        TrainingSession session = new(DatasetAcquisition.Standard(reporter.Report), reporter);
        RunOutcome outcome = await session
            .RunAsync(start, interruption.Token)
            .ConfigureAwait(false);
        reporter.Report(new RunEvent.Ended(outcome));
        return reporter.Close(outcome);
    }
}
