using System.Collections.Immutable;
using LayerGen;
using LayerGen.Persistence;
using MnistModel.Running;

namespace MnistModel.Report;

/// <summary>What is known of how a network was trained.</summary>
/// <param name="Epochs">The epochs, first to last; empty where nothing was kept of them.</param>
/// <param name="State">The state of training in which it ended; null where no checkpoint was kept.</param>
internal sealed record RunHistory(ImmutableArray<EpochPoint> Epochs, TrainingState? State)
{
    /// <summary>The options of the run; null where they are not known.</summary>
    public SavedRun? Run =>
        State is not null && SavedRun.In(State, "") is Result<SavedRun>.Ok(var run) ? run : null;

    /// <summary>Looks for it: in the model's file itself, in a checkpoint beside it, in a table.</summary>
    /// <param name="table">The table of epochs that the person named; null for the one of the model's name, if it is there.</param>
    /// <param name="model">The file of the network.</param>
    /// <param name="network">With the parameters of that file.</param>
    /// <returns>What was found; or a failure that names the table.</returns>
    public static Result<RunHistory> Find(string? table, string model, INetwork network)
    {
        TrainingState? state = new[]
        {
            model,
            Path.ChangeExtension(model, null) + RunFiles.CheckpointEnding,
        }
            .Where(File.Exists)
            .Select(path => CheckpointFile.Load(path, network))
            .OfType<Result<TrainingState>.Ok>()
            .Select(found => found.Value)
            // A checkpoint of another run would tell another network's story.
            .FirstOrDefault(found =>
                Holds(found.Parameters, network) || (found.Best is { } best && Holds(best, network))
            );
        string beside = Path.ChangeExtension(model, ".csv");
        if ((table ?? (state is null && File.Exists(beside) ? beside : null)) is { } path)
            return EpochTable.Read(path).Map(epochs => new RunHistory(epochs, state));
        return new RunHistory(
            state is null
                ? []
                :
                [
                    .. state.Progress.History.Select(epoch => new EpochPoint(
                        epoch.Epoch,
                        epoch.Loss,
                        epoch.Accuracy ?? double.NaN, // digits have one; networks that answer numbers have none
                        epoch.ValidationLoss,
                        epoch.ValidationAccuracy,
                        epoch.TrainSeconds
                    )),
                ],
            state
        );
    }

    private static bool Holds(ParameterValues values, INetwork network) =>
        values
            .Tensors.Zip(ParameterValues.Capture(network).Tensors)
            .All(pair => pair.First.Values.AsSpan().SequenceEqual(pair.Second.Values.AsSpan()));
}
