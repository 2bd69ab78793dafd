using LayerGen;
using LayerGen.Persistence;
using MnistModel.Data;
using MnistModel.Options;

namespace MnistModel.Running;

/// <summary>What a run begins with.</summary>
/// <param name="Options">What the person wants.</param>
/// <param name="From">The checkpoint that it goes on from; null for a new run.</param>
internal sealed record RunBeginning(RunOptions Options, RunCheckpoint? From)
{
    /// <summary>The data that it needs.</summary>
    public DatasetRequest Request =>
        new(Options.DataDirectory, Options.Dataset, Options.Seed, Options.Threads);

    /// <summary>Makes sure that a run goes on with the data that it began with.</summary>
    /// <param name="data">What was found.</param>
    public Result<LoadedData> RequireSame(LoadedData data) =>
        From is not { } from || from.Run.Fingerprint == data.Fingerprint
            ? data
            : new Failure(
                $"{from.Path}: is the checkpoint of a run on other data ({from.Run.Dataset}) than those found "
                    + $"({data.Title}, {data.Origin}); give the directory of the former by --data."
            );

    /// <summary>Finds and reads what a run begins with.</summary>
    /// <param name="start">Where it begins.</param>
    public static Result<RunBeginning> Of(TrainingStart start) =>
        start switch
        {
            TrainingStart.Anew(var options) => new RunBeginning(options, From: null),
            TrainingStart.GoOn(var run, var change) => TrainedNetwork
                .Find(run, RunFiles.CheckpointEnding)
                .Then(RunCheckpoint.Read)
                .Map(checkpoint => new RunBeginning(
                    change(
                        checkpoint.Run.Options(
                            Path.GetDirectoryName(Path.GetFullPath(checkpoint.Path)) ?? ""
                        )
                    ),
                    checkpoint
                )),
            _ => throw new InvalidOperationException("TrainingStart is a closed union."),
        };
}

/// <summary>A checkpoint that was read.</summary>
/// <param name="Path">Its file.</param>
/// <param name="State">The state of training.</param>
/// <param name="Run">What it says about its run.</param>
internal sealed record RunCheckpoint(string Path, TrainingState State, SavedRun Run)
{
    /// <summary>Reads a checkpoint and checks that it fits the network.</summary>
    /// <param name="path">Its file.</param>
    public static Result<RunCheckpoint> Read(string path)
    {
        // The network that is trained has the batch size of the run, which the checkpoint says.
        using MnistCnn network = new(seed: 0, maxBatchSize: 1, threads: 1);
        return CheckpointFile
            .Load(path, network)
            .Then(state =>
                SavedRun.In(state, path).Map(run => new RunCheckpoint(path, state, run))
            );
    }
}
