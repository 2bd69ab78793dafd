namespace LayerGen.Persistence;

/// <summary>Writes files that are there as a whole or not at all.</summary>
public static class AtomicFile
{
    internal static readonly IFileSystem Disk = new DiskFileSystem();

    /// <summary>
    /// Writes a temporary file in the same directory, flushes it to the disk, renames it over the target and flushes the
    /// directory. Whoever opens the target sees the old content or the new, never a part, even if the program is killed
    /// or the power fails; when anything fails, the old one stays and the temporary file is removed. What earlier,
    /// killed programs left of this target is removed too.
    /// </summary>
    /// <param name="path">The file to write; its directory exists. A link is replaced, not followed; a device or a pipe is refused.</param>
    /// <param name="write">Writes the content. What it throws, other than errors of files, is thrown on.</param>
    /// <returns>
    /// How many bytes were written; or a failure, and then the old file is there, or, if only flushing the directory
    /// failed, the new one.
    /// </returns>
    public static Result<long> Write(string path, Action<Stream> write) =>
        Write(path, write, keepsPrevious: false, Disk);

    /// <summary>Where the file that was replaced last is kept, if it is: <c>run.previous.safetensors</c>.</summary>
    /// <param name="path">The file itself: <c>run.safetensors</c>.</param>
    public static string PreviousPath(string path) =>
        Path.ChangeExtension(path, "previous" + Path.GetExtension(path));

    /// <summary>
    /// Says why <see cref="Write(string, Action{Stream})"/> would refuse a path whatever is written, for who has long work
    /// ahead of writing. Nothing is changed; disks and permissions are not tried.
    /// </summary>
    /// <param name="path">The file to write.</param>
    /// <returns>The path is empty or none, or a directory, a device or a pipe is there; null otherwise.</returns>
    public static Failure? Problem(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Length == 0)
            return new Failure("The name of the file to write is empty; give the path of a file.");
        if (Directory.Exists(path) || Path.EndsInDirectorySeparator(path))
            return new Failure($"{path}: is a directory; give the path of a file.");
        if (path.Contains('\0', StringComparison.Ordinal))
            return new Failure(
                $"{path}: is no path: it has a null character; give the path of a file."
            );
        return new FileInfo(path) is { Exists: true, Length: 0 } && !IsRegular(path)
            ? new Failure($"{path}: is a device or a pipe; give the path of a file.")
            : null;
    }

    /// <summary>
    /// Writes a file on some file system; on demand the file that it replaces is kept under <see cref="PreviousPath"/>,
    /// and the target is there at every moment.
    /// </summary>
    internal static Result<long> Write(
        string path,
        Action<Stream> write,
        bool keepsPrevious,
        IFileSystem files
    )
    {
        ArgumentNullException.ThrowIfNull(write);
        if (Problem(path) is { } problem)
            return problem;
        try
        {
            return new AtomicWrite(files, Path.GetFullPath(path)).Run(write, keepsPrevious);
        }
        catch (DirectoryNotFoundException)
        {
            return new Failure($"{path}: there is no such directory; create it first.");
        }
        catch (UnauthorizedAccessException)
        {
            return new Failure(
                $"{path}: may not be written; check the permissions of the file and its directory."
            );
        }
        catch (IOException exception)
        {
            return new Failure($"{path}: cannot be written: {exception.Message}");
        }
    }

    /// <summary>
    /// Whether a file can be given the length that it has: devices and pipes cannot, and must not be replaced by a file of
    /// their name.
    /// </summary>
    private static bool IsRegular(string path)
    {
        try
        {
            using FileStream file = new(
                path,
                FileMode.Open,
                // A pipe that is opened for writing alone waits for a reader.
                FileAccess.ReadWrite,
                FileShare.ReadWrite | FileShare.Delete,
                bufferSize: 0
            );
            file.SetLength(file.Length);
            return true;
        }
        // Whoever may not write to it does not learn what it is.
        catch (UnauthorizedAccessException)
        {
            return true;
        }
        catch (Exception exception) when (exception is IOException or NotSupportedException)
        {
            return false;
        }
    }
}
