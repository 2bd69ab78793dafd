using System.Collections.Immutable;
using System.Text;
using LayerGen;
using LayerGen.Persistence;
using MnistModel.Data;
using MnistModel.Options;
using MnistModel.Reporting;
using MnistModel.Running;

namespace MnistModel.Report;

/// <summary>What the person wants a report about.</summary>
/// <param name="Model">The file, or the directory that holds it; null for the usual one.</param>
/// <param name="History">The file of the table of epochs; null to look for one.</param>
/// <param name="Page">Where the page goes; null for beside the model.</param>
/// <param name="Data">What to test with.</param>
internal sealed record ReportRequest(
    string? Model,
    string? History,
    string? Page,
    DatasetRequest Data
);

/// <summary>Makes one report, from the files to the page.</summary>
/// <param name="request">What the person wants.</param>
/// <param name="acquisition">Gets the data.</param>
/// <param name="output">Told what happens.</param>
internal sealed class ReportSession(
    ReportRequest request,
    DatasetAcquisition acquisition,
    CommandOutput output
)
{
    private const int BatchSize = 128;

    /// <summary>Runs. Nothing that a person can do wrong is thrown.</summary>
    /// <param name="cancellation">Stops; no half-written page stays behind.</param>
    /// <returns>What to tell the shell.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        if (
            !output.Take(
                TrainedNetwork.Load(request.Model, BatchSize, request.Data.Threads),
                out var model
            )
        )
            return ExitCodes.BadInput;
        using (model.Network)
        {
            if (
                !output.Take(
                    RunHistory.Find(request.History, model.Path, model.Network),
                    out RunHistory? history
                )
            )
                return ExitCodes.BadInput;
            string page = request.Page ?? Path.ChangeExtension(model.Path, ".html");
            if (!output.Take(OutputFile.Check(page, "--out"), out _))
                return ExitCodes.BadInput;
            if (OutputFile.Foreign(page, "--out", "page", ReportPage.Beginning) is { } foreign)
                return output.Refuse(foreign);
            try
            {
                Result<LoadedData> data = await acquisition
                    .AcquireAsync(TestData(history), cancellation)
                    .ConfigureAwait(false);
                return output.Take(
                    data.Then(loaded => Content(model, history, loaded, cancellation)),
                    out ReportContent? content
                )
                    ? Write(content, page)
                    : ExitCodes.BadInput;
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return output.Stop();
            }
        }
    }

    /// <summary>What the person asked for, or else what the network was trained on.</summary>
    private DatasetRequest TestData(RunHistory history) =>
        request.Data is { Directory: null, Choice: DatasetChoice.Unspecified }
        && history.Run is { } run
            ? new(
                run.DataDirectory,
                run.Options(SharedOptions.OutputDirectory).Dataset,
                run.Seed,
                request.Data.Threads
            )
            : request.Data;

    private int Write(ReportContent content, string path)
    {
        byte[] page = Encoding.UTF8.GetBytes(ReportPage.Of(content));
        if (AtomicFile.Write(path, stream => stream.Write(page)) is Result<long>.Error(var failure))
            return output.Fail(failure);
        output.Result(path);
        return ExitCodes.Success;
    }

    private static Result<ReportContent> Content(
        (MnistCnn Network, string Path) model,
        RunHistory history,
        LoadedData data,
        CancellationToken cancellation
    ) =>
        Examination
            .Of(model.Network, data.Test, model.Path, cancellation)
            .Map(examination => new ReportContent(
                $"{MnistCnn.Description.Name} on {data.Name}",
                RunFacts.Of(model.Path, history, data, model.Network),
                history.Epochs,
                examination.Test,
                examination.Test.Calibration ?? new(),
                examination.Mistakes,
                model.Network.Parameters[0],
                MnistCnn.Description,
                RunFacts.Commands(model.Path, history, data)
            ));
}
