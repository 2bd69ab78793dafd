using LayerGen;

namespace MnistModel.Running;

/// <summary>Where results go; tried out before the work, so that none is lost to a typing error.</summary>
internal static class OutputDirectory
{
    /// <summary>Makes the directory if it is not there, and finds out whether a file can be written into it.</summary>
    /// <param name="directory">As the person gave it.</param>
    /// <param name="option">The option that it was given by.</param>
    /// <returns>The directory's full path.</returns>
    public static Result<string> Prepare(string directory, string option = "--out")
    {
        try
        {
            string path = Path.GetFullPath(directory);
            if (File.Exists(path))
                return new Failure(
                    $"{directory}: is a file, but {option} needs a directory; give another."
                );
            Directory.CreateDirectory(path);
            string probe = Path.Combine(path, $".{Guid.NewGuid():N}.tmp");
            using FileStream file = new(
                probe,
                FileMode.CreateNew,
                FileAccess.Write,
                FileShare.None,
                bufferSize: 1,
                FileOptions.DeleteOnClose
            );
            return path;
        }
        catch (Exception exception)
            when (exception
                    is IOException
                        or UnauthorizedAccessException
                        or ArgumentException
                        or NotSupportedException
            )
        {
            return new Failure(
                $"{directory}: nothing can be saved there: {exception.Message} Give another directory by {option}."
            );
        }
    }
}
