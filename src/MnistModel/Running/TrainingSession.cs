using LayerGen;
using LayerGen.Data;
using LayerGen.Optimizers;
using LayerGen.Persistence;
using LayerGen.Training;
using MnistModel.Data;
using MnistModel.Options;
using MnistModel.Reporting;

namespace MnistModel.Running;

/// <summary>One run, from the options to the saved and tested network.</summary>
/// <param name="options">What the person asked for.</param>
/// <param name="acquisition">Gets the data.</param>
/// <param name="makeNetwork">Makes the untrained network.</param>
/// <param name="reporter">Told what happens.</param>
internal sealed class TrainingSession(
    RunOptions options,
    DatasetAcquisition acquisition,
    Func<RunOptions, INetwork<ReadOnlyMemory<int>>> makeNetwork,
    RunReporter reporter
)
{
    /// <summary>Runs. Nothing that a person can do wrong is thrown.</summary>
    /// <param name="cancellation">Stops; no half-written file stays behind.</param>
    public async Task<RunOutcome> RunAsync(CancellationToken cancellation)
    {
        try
        {
            Result<string> directory = OutputDirectory.Prepare(options.OutputDirectory);
            if (directory is Result<string>.Error(var unwritable))
                return new RunOutcome.Refused(unwritable);
            Result<LoadedData> data = await acquisition
                .AcquireAsync(
                    new(options.DataDirectory, options.Dataset, options.Seed, options.Threads),
                    cancellation
                )
                .ConfigureAwait(false);
            return data switch
            {
                Result<LoadedData>.Ok(var loaded) => Train(
                    TrainingPlan.For(options, directory.ValueOrThrow(), loaded),
                    loaded,
                    cancellation
                ),
                Result<LoadedData>.Error(var failure) => new RunOutcome.Refused(failure),
                _ => throw new InvalidOperationException("Result is a closed union."),
            };
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return new RunOutcome.Stopped();
        }
    }

    private RunOutcome Train(TrainingPlan plan, LoadedData data, CancellationToken cancellation)
    {
        if (Directory.Exists(plan.ModelPath))
            return new RunOutcome.Refused(
                new($"{plan.ModelPath}: is a directory, but the weights go there; remove it.")
            );
        var (training, validation) = data.Training.Split(plan.ValidationCount, options.Seed);
        using INetwork<ReadOnlyMemory<int>> network = makeNetwork(options);
        reporter.Report(new RunEvent.Started(Summarize(data, training, validation, network)));
        TrainingOutcome ended = network.Fit(
            new ImageBatches(training),
            plan.Training with
            {
                Optimizer = made => new Adam(made, plan.Optimizer),
            },
            new TrainingObserver(reporter),
            new ImageBatches(validation),
            cancellation
        );
        return ended switch
        {
            TrainingOutcome.Completed => SaveAndTest(plan, data, network, cancellation),
            TrainingOutcome.Diverged diverged => new RunOutcome.Diverged(diverged),
            TrainingOutcome.Cancelled => new RunOutcome.Stopped(),
            _ => throw new InvalidOperationException("TrainingOutcome is a closed union."),
        };
    }

    private RunOutcome SaveAndTest(
        TrainingPlan plan,
        LoadedData data,
        INetwork<ReadOnlyMemory<int>> network,
        CancellationToken cancellation
    )
    {
        // Saved first: a test that is stopped costs no trained network.
        if (WeightsFile.Save(plan.ModelPath, network) is Result<WeightsSummary>.Error(var failure))
            return new RunOutcome.Failed(failure);
        return NetworkTest.Run(network, data.Test, cancellation) switch
        {
            Result<ClassificationReport>.Ok(var report) => Finish(
                new(data.Name, data.IsOriginal, data.Title, options.Seed, report, plan.ModelPath)
            ),
            Result<ClassificationReport>.Error(var untested) => new RunOutcome.Failed(untested),
            _ => throw new InvalidOperationException("Result is a closed union."),
        };
    }

    private RunOutcome.Finished Finish(RunResult result)
    {
        reporter.Report(new RunEvent.Evaluated(result));
        return new(result);
    }

    private RunSummary Summarize(
        LoadedData data,
        ImageDataset training,
        ImageDataset validation,
        INetwork network
    )
    {
        Machine machine = Machine.Detect();
        return new(
            data.Name,
            data.Title,
            data.Origin,
            training.Count,
            validation.Count,
            data.Test.Count,
            network.Description,
            network.Workers.Count,
            machine.VectorBits,
            machine.MathProvider,
            options
        );
    }
}
