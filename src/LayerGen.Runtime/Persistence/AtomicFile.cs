using LayerGen.Data;

namespace LayerGen.Persistence;

/// <summary>Writes files that are there as a whole or not at all.</summary>
public static class AtomicFile
{
    /// <summary>
    /// Writes a temporary file in the same directory, flushes it to the disk and renames it over the target. Whoever
    /// opens the target sees the old content or the new, never a part; when anything fails, the old one stays and the
    /// temporary file is removed.
    /// </summary>
    /// <param name="path">The file to write; its directory exists. A link is replaced, not followed.</param>
    /// <param name="write">Writes the content. What it throws, other than errors of files, is thrown on.</param>
    /// <returns>How many bytes were written.</returns>
    public static Result<long> Write(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(write);
        if (path.Length == 0)
            return new Failure("The name of the file to write is empty; give the path of a file.");
        if (Directory.Exists(path))
            return new Failure($"{path}: is a directory; give the path of a file.");
        if (path.Contains('\0', StringComparison.Ordinal))
            return new Failure(
                $"{path}: is no path: it has a null character; give the path of a file."
            );
        try
        {
            return WriteThrough(Path.GetFullPath(path), write);
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

    private static Result<long> WriteThrough(string path, Action<Stream> write)
    {
        // The name cannot be guessed and the file must not exist: nobody can have put a link there.
        string temporary = Path.Combine(
            Path.GetDirectoryName(path) ?? path,
            $".{Guid.NewGuid():N}.tmp"
        );
        FileStream file = new(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        try
        {
            long length;
            using (file)
            {
                write(file);
                file.Flush(flushToDisk: true);
                length = file.Length;
            }
            File.Move(temporary, path, overwrite: true);
            return length;
        }
        catch
        {
            Remove(temporary);
            throw;
        }
    }

    /// <summary>Removes what is left; the error that led here is the one to report.</summary>
    private static void Remove(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        { }
    }
}
