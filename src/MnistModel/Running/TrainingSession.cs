using System.Diagnostics;
using LayerGen;
using LayerGen.Augmentation;
using LayerGen.Data;
using LayerGen.Persistence;
using LayerGen.Training;
using MnistModel.Data;
using MnistModel.Recording;
using MnistModel.Reporting;

namespace MnistModel.Running;

/// <summary>One run, from the options to the saved and tested network.</summary>
/// <param name="acquisition">Gets the data.</param>
/// <param name="reporter">Told what happens.</param>
internal sealed class TrainingSession(DatasetAcquisition acquisition, RunReporter reporter)
{
    /// <summary>Runs. Nothing that a person can do wrong is thrown.</summary>
    /// <param name="start">A new run, or one that goes on.</param>
    /// <param name="cancellation">Stops; what was reached is saved, and no half-written file stays behind.</param>
    public async Task<RunOutcome> RunAsync(TrainingStart start, CancellationToken cancellation)
    {
        try
        {
            return RunBeginning.Of(start) switch
            {
                Result<RunBeginning>.Ok(var beginning) => await RunAsync(beginning, cancellation)
                    .ConfigureAwait(false),
                Result<RunBeginning>.Error(var failure) => new RunOutcome.Refused(failure),
                _ => throw new InvalidOperationException("Result is a closed union."),
            };
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return new RunOutcome.Stopped(Checkpoint: null);
        }
    }

    private async Task<RunOutcome> RunAsync(RunBeginning beginning, CancellationToken cancellation)
    {
        Result<string> directory = OutputDirectory.Prepare(beginning.Options.OutputDirectory);
        if (directory is Result<string>.Error(var unwritable))
            return new RunOutcome.Refused(unwritable);
        _ = Rehearsal.Begin();
        Result<LoadedData> data = await acquisition
            .AcquireAsync(beginning.Request, cancellation)
            .ConfigureAwait(false);
        return data.Then(beginning.RequireSame).Then(Prepare) switch
        {
            Result<PreparedRun>.Ok(var prepared) => Run(prepared),
            Result<PreparedRun>.Error(var failure) => new RunOutcome.Refused(failure),
            _ => throw new InvalidOperationException("Result is a closed union."),
        };

        Result<PreparedRun> Prepare(LoadedData loaded) =>
            PreparedRun.Of(
                beginning,
                TrainingPlan.For(beginning, directory.ValueOrThrow(), loaded, Elapsed),
                loaded
            );

        RunOutcome Run(PreparedRun run)
        {
            using (run.Records)
                return Train(run, cancellation);
        }
    }

    /// <summary>How long the program has run.</summary>
    private static TimeSpan Elapsed
    {
        get
        {
            using Process current = Process.GetCurrentProcess();
            return DateTime.UtcNow - current.StartTime.ToUniversalTime();
        }
    }

    private RunOutcome Train(PreparedRun run, CancellationToken cancellation)
    {
        var options = run.Beginning.Options;
        var (training, validation) = run.Data.Training.Split(
            run.Plan.ValidationCount,
            options.Seed
        );
        using MnistCnn network = new(options.Seed, options.BatchSize, options.Threads);
        reporter.Report(
            new RunEvent.Started(RunSummary.Of(run, training.Count, validation.Count, network))
        );
        SideFiles files = new(run, reporter);
        TrainingOutcome ended = network.Fit(
            Augmented(training, run.Plan.Changes),
            run.Plan.Training with
            {
                Checkpoints = new(files.Keep)
                {
                    EveryEpochs = options.CheckpointEvery.Epochs,
                    EveryBatches = options.CheckpointEvery.Batches,
                },
            },
            new TrainingObserver(options.NonFinite, reporter, files),
            new ImageBatches(validation),
            cancellation
        );
        switch (ended)
        {
            case TrainingOutcome.Diverged diverged:
                return new RunOutcome.Diverged(diverged);
            case TrainingOutcome.Cancelled:
                return new RunOutcome.Stopped(files.KeptCheckpoint);
            case TrainingOutcome.Failed(_, var failure):
                return new RunOutcome.Refused(failure);
            case not TrainingOutcome.Completed:
                reporter.Report(new RunEvent.Notice(ended.Message));
                break;
            case TrainingOutcome.Completed when options.TargetAccuracy is { } target:
                reporter.Report(
                    new RunEvent.Notice(MissedTarget.Message(target, ended, files.KeptCheckpoint))
                );
                break;
        }
        return SaveAndTest(run, network, ended, files, cancellation);
    }

    private static ColumnSource<ReadOnlyMemory<int>> Augmented(
        ImageDataset images,
        ImageChanges changes
    ) =>
        changes.Sequence.IsEmpty
            ? new ImageBatches(images)
            : new AugmentedBatches<ReadOnlyMemory<int>>(
                new ImageBatches(images),
                DatasetAssembly.Side,
                DatasetAssembly.Side,
                channels: 1,
                changes
            );

    private RunOutcome SaveAndTest(
        PreparedRun run,
        MnistCnn network,
        TrainingOutcome ended,
        SideFiles files,
        CancellationToken cancellation
    )
    {
        // Saved first: a test that is stopped costs no trained network.
        string path = run.Plan.Files.Weights;
        if (
            WeightsFile.Save(path, network, keepPrevious: true) is Result<WeightsSummary>.Error(
                var failure
            )
        )
            return new RunOutcome.Failed(failure);
        switch (NetworkTest.Run(network, run.Data.Test, path, cancellation))
        {
            case Result<ClassificationReport>.Ok(var report):
                RunResult result = new(
                    run.Data.Name,
                    run.Data.IsOriginal,
                    run.Data.Title,
                    run.Beginning.Options.Seed,
                    report,
                    path
                );
                reporter.Report(new RunEvent.Evaluated(result));
                return files.HasLost
                    ? new RunOutcome.Incomplete(result, ended)
                    : new RunOutcome.Finished(result, ended);
            case Result<ClassificationReport>.Error(var untested):
                return new RunOutcome.Failed(untested);
            default:
                throw new InvalidOperationException("Result is a closed union.");
        }
    }
}
