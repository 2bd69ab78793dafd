using LayerGen;
using MnistModel.Data;
using MnistModel.Reporting;

namespace MnistModel.Running;

/// <summary>One test of a trained network.</summary>
/// <param name="model">The file, or the directory that holds it; null for the usual one.</param>
/// <param name="request">What to test with.</param>
/// <param name="acquisition">Gets the data.</param>
/// <param name="reporter">Told what happens.</param>
internal sealed class EvaluationSession(
    string? model,
    DatasetRequest request,
    DatasetAcquisition acquisition,
    RunReporter reporter
)
{
    private const int BatchSize = 128;

    /// <summary>Runs. Nothing that a person can do wrong is thrown.</summary>
    /// <param name="cancellation">Stops.</param>
    public async Task<RunOutcome> RunAsync(CancellationToken cancellation)
    {
        switch (TrainedNetwork.Load(model, BatchSize, request.Threads))
        {
            case Result<(MnistCnn Network, string Path)>.Ok((var network, var path)):
                using (network)
                    return await RunAsync(network, path, cancellation).ConfigureAwait(false);
            case Result<(MnistCnn Network, string Path)>.Error(var failure):
                return new RunOutcome.Refused(failure);
            default:
                throw new InvalidOperationException("Result is a closed union.");
        }
    }

    private async Task<RunOutcome> RunAsync(
        MnistCnn network,
        string path,
        CancellationToken cancellation
    )
    {
        try
        {
            Result<LoadedData> data = await acquisition
                .AcquireAsync(request, cancellation)
                .ConfigureAwait(false);
            return data.Then(loaded =>
                NetworkTest
                    .Run(network, loaded.Test, path, cancellation)
                    .Map(test => new RunResult(
                        loaded.Name,
                        loaded.IsOriginal,
                        loaded.Title,
                        Seed: null,
                        test,
                        path
                    ))
            ) switch
            {
                Result<RunResult>.Ok(var result) => Finish(result),
                Result<RunResult>.Error(var failure) => new RunOutcome.Refused(failure),
                _ => throw new InvalidOperationException("Result is a closed union."),
            };
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return new RunOutcome.Stopped();
        }
    }

    private RunOutcome.Finished Finish(RunResult result)
    {
        reporter.Report(new RunEvent.Tested(result));
        return new(result);
    }
}
