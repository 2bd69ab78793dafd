using System.Globalization;
using LayerGen;
using LayerGen.Persistence;

namespace MnistModel.Running;

/// <summary>The files of a run, named after its data set and its seed.</summary>
/// <param name="Weights">The weights, once it is finished.</param>
/// <param name="Checkpoint">Everything that it needs to go on.</param>
internal sealed record RunFiles(string Weights, string Checkpoint)
{
    /// <summary>How the names of checkpoints end.</summary>
    public const string CheckpointEnding = ".checkpoint" + TrainedNetwork.Extension;

    private const string PreviousEnding = ".checkpoint.previous" + TrainedNetwork.Extension;

    /// <summary>Names the files of a new run.</summary>
    /// <param name="directory">Where they go.</param>
    /// <param name="dataset">The true name of the data set.</param>
    /// <param name="seed">What everything random is decided by.</param>
    public static RunFiles Of(string directory, string dataset, ulong seed)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"{dataset}-seed{seed}");
        return new(
            Path.Combine(directory, name + TrainedNetwork.Extension),
            Path.Combine(directory, name + CheckpointEnding)
        );
    }

    /// <summary>The files of a run that goes on: the checkpoint that it goes on from, and the weights beside it.</summary>
    /// <param name="checkpoint">The checkpoint's file, under whatever name.</param>
    public static RunFiles GoOn(string checkpoint)
    {
        string current = checkpoint.EndsWith(PreviousEnding, StringComparison.Ordinal)
            ? checkpoint[..^PreviousEnding.Length] + CheckpointEnding
            : checkpoint;
        string name = current.EndsWith(CheckpointEnding, StringComparison.Ordinal)
            ? current[..^CheckpointEnding.Length]
            : current + ".weights";
        return new(name + TrainedNetwork.Extension, current);
    }

    /// <summary>Why no file can be where one of the run goes, or where one is kept that is replaced; null if all can.</summary>
    public Failure? Problem =>
        new[] { Weights, Checkpoint }
            .SelectMany(path => new[] { path, AtomicFile.PreviousPath(path) })
            .Where(path => AtomicFile.Problem(path) is not null)
            .Select(path => new Failure(
                $"{path}: is {(Directory.Exists(path) ? "a directory" : "a device or a pipe")}, but a file of the run goes "
                    + "there; remove it."
            ))
            .FirstOrDefault();
}
