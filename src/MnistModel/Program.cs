using MnistModel;
using MnistModel.Data;
using MnistModel.Data.Download;
using MnistModel.Options;
using MnistModel.Reporting;
using MnistModel.Running;

ParsedCommandLine parsed = new ProgramCommand().Parse(args, Console.Out, Console.Error);
if (parsed is not ParsedCommandLine.Run(var options))
    return ((ParsedCommandLine.Done)parsed).ExitCode;

OutputLines output = new(Console.Out);
OutputLines error = new(Console.Error);
using Interruption interruption = new();
using ProgressBar? bar = Console.IsErrorRedirected ? null : new(Console.Error);
using RunReporter reporter = new(options.Log, output, error, bar);
DatasetAcquisition acquisition = new(
    KnownDataset.All,
    DatasetPlaces.Of(Environment.GetEnvironmentVariable),
    () => MirrorClient.ConnectingHandler(DownloadLimits.Default),
    DownloadLimits.Default,
    reporter.Report
);
TrainingSession session = new(
    options,
    acquisition,
    chosen => new MnistCnn(chosen.Seed, chosen.BatchSize, chosen.Threads),
    reporter
);
RunOutcome outcome = await session.RunAsync(interruption.Token);
return reporter.Close(outcome, interruption.ExitCode);
