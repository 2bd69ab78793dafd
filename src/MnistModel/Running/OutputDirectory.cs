using LayerGen;

namespace MnistModel.Running;

/// <summary>Where the weights go; tried out before training, so that no trained network is lost to a typing error.</summary>
internal static class OutputDirectory
{
    /// <summary>Makes the directory if it is not there, and finds out whether a file can be written into it.</summary>
    /// <param name="directory">As the person gave it.</param>
    /// <returns>The directory's full path.</returns>
    public static Result<string> Prepare(string directory)
    {
        try
        {
            string path = Path.GetFullPath(directory);
            if (File.Exists(path))
                return new Failure(
                    $"{directory}: is a file, but --out needs a directory; give another."
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
                $"{directory}: no weights can be saved there: {exception.Message} Give another directory by --out."
            );
        }
    }
}
