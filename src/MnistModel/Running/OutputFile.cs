using System.Text;
using LayerGen;

namespace MnistModel.Running;

/// <summary>Where one file goes; tried out before the work, so that none is lost to a typing error.</summary>
internal static class OutputFile
{
    /// <summary>Finds out whether a file can be written; whatever has its name stays as it is.</summary>
    /// <param name="path">As the person gave it.</param>
    /// <param name="option">The option that it was given by.</param>
    /// <returns>The path as it was given.</returns>
    public static Result<string> Check(string path, string option) =>
        Misplaced(path, option) is { } problem
            ? problem
            : OutputDirectory
                .Prepare(Path.GetDirectoryName(Path.GetFullPath(path)) ?? path, option)
                .Map(_ => path);

    /// <summary>
    /// Says why a file is not replaced: it holds something else than what is about to be written. Null where there is none, or
    /// an empty one, or one of the same kind.
    /// </summary>
    /// <param name="path">As the person gave it.</param>
    /// <param name="option">The option that it was given by.</param>
    /// <param name="kind">What is about to be written.</param>
    /// <param name="beginning">How everything of that kind begins, in ASCII.</param>
    public static Failure? Foreign(string path, string option, string kind, string beginning)
    {
        try
        {
            if (new FileInfo(path) is not { Exists: true, Length: > 0 })
                return null;
            using FileStream file = File.OpenRead(path);
            Span<byte> found = stackalloc byte[beginning.Length];
            int length = file.ReadAtLeast(found, found.Length, throwOnEndOfStream: false);
            return Encoding.ASCII.GetString(found[..length]) == beginning
                ? null
                : new Failure(
                    $"{path}: is there and is no {kind}, so it is not replaced; remove it, or give another path by {option}."
                );
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new Failure(
                $"{path}: is there and cannot be read ({exception.Message}), so it is not replaced; give another path by {option}."
            );
        }
    }

    /// <summary>Says why no file can be there; null if one can.</summary>
    /// <param name="path">As the person gave it.</param>
    /// <param name="option">The option that it was given by.</param>
    public static Failure? Misplaced(string path, string option)
    {
        if (Directory.Exists(path) || Path.EndsInDirectorySeparator(path))
            return new Failure($"{path}: is a directory; give the path of a file by {option}.");
        try
        {
            string directory = Path.GetDirectoryName(Path.GetFullPath(path)) ?? path;
            return Directory.Exists(directory)
                ? null
                : new Failure(
                    $"{path}: there is no directory {directory}; create it, or give another path by {option}."
                );
        }
        catch (Exception exception) when (exception is ArgumentException or IOException)
        {
            return new Failure($"{path}: is no path of a file: {exception.Message}");
        }
    }
}
