using LayerGen;
using LayerGen.Persistence;
using MnistModel.Options;

namespace MnistModel.Running;

/// <summary>Finds and loads what somebody has trained.</summary>
internal static class TrainedNetwork
{
    /// <summary>How files of weights, and checkpoints, end.</summary>
    public const string Extension = ".safetensors";

    /// <summary>Finds the file that somebody means.</summary>
    /// <param name="given">A file; or a directory, which stands for the newest file in it; null for the usual directory.</param>
    /// <param name="ending">How the names of the files in question end.</param>
    public static Result<string> Find(string? given, string ending)
    {
        string path = given ?? SharedOptions.OutputDirectory;
        if (!Directory.Exists(path))
            return given is null
                ? new Failure(
                    $"{path}: there is no such directory, and no file was named; train a network, or give the path of one."
                )
                : path;
        try
        {
            return
                new DirectoryInfo(path)
                    .EnumerateFiles($"*{ending}")
                    .OrderByDescending(file => file.LastWriteTimeUtc)
                    .ThenBy(file => file.Name, StringComparer.Ordinal)
                    .FirstOrDefault()
                    is { } newest
                ? Path.Combine(path, newest.Name)
                : new Failure(
                    $"{path}: holds no *{ending} file; train a network, or give the path of one."
                );
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new Failure($"{path}: cannot be read: {exception.Message}");
        }
    }

    /// <summary>Makes a network and loads what somebody means into it.</summary>
    /// <param name="given">As for <see cref="Find"/>.</param>
    /// <param name="maxBatchSize">The largest number of images that one call will take.</param>
    /// <param name="threads">Threads that compute; 0 for one a processor.</param>
    /// <returns>The network, and the file it came from.</returns>
    public static Result<(MnistCnn Network, string Path)> Load(
        string? given,
        int maxBatchSize,
        int threads
    ) =>
        Find(given, Extension)
            .Then<(MnistCnn, string)>(path =>
            {
                MnistCnn network = new(seed: 0, maxBatchSize, threads);
                if (
                    WeightsFile.Load(path, network) is not Result<WeightsSummary>.Error(var failure)
                )
                    return (network, path);
                network.Dispose();
                return failure;
            });
}
