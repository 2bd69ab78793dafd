using LayerGen;
using LayerGen.Persistence;

namespace MnistModel.Running;

/// <summary>A run that could still go on, where a new one would be saved: replacing it would lose work.</summary>
internal static class UnfinishedRun
{
    /// <summary>Says what would be lost.</summary>
    /// <param name="files">The files of the new run.</param>
    /// <returns>Null where nothing would.</returns>
    public static Failure? At(RunFiles files)
    {
        if (!File.Exists(files.Checkpoint))
            return null;
        string resume = $"'MnistModel resume {ShellWord.Quote(files.Checkpoint)}'";
        return RunCheckpoint.Read(files.Checkpoint) switch
        {
            Result<RunCheckpoint>.Ok(var checkpoint) => IsDelivered(checkpoint, files.Weights)
                ? null
                : new Failure(
                    $"{files.Checkpoint}: holds an unfinished run ({checkpoint.State.Progress.History.Length} of "
                        + $"{checkpoint.Run.Epochs} epochs done); go on with it by {resume}, or begin anew with --overwrite."
                ),
            Result<RunCheckpoint>.Error(var failure) => new Failure(
                $"{failure.Message} A new run would replace it; give another directory by --out, or begin anew with "
                    + "--overwrite."
            ),
            _ => throw new InvalidOperationException("Result is a closed union."),
        };
    }

    /// <summary>
    /// Whether the weights beside the checkpoint are those that the run came to: then it ended as it was told to, whatever
    /// by. Clocks and names of files say less.
    /// </summary>
    private static bool IsDelivered(RunCheckpoint checkpoint, string weights)
    {
        using MnistCnn network = new(seed: 0, maxBatchSize: 1, threads: 1);
        if (WeightsFile.Load(weights, network) is not Result<WeightsSummary>.Ok)
            return false;
        ParameterValues delivered = ParameterValues.Capture(network);
        return AreSame(delivered, checkpoint.State.Parameters)
            || (checkpoint.State.Best is { } best && AreSame(delivered, best));
    }

    private static bool AreSame(ParameterValues one, ParameterValues other) =>
        one
            .Tensors.Zip(other.Tensors)
            .All(pair => pair.First.Values.AsSpan().SequenceEqual(pair.Second.Values.AsSpan()));
}
