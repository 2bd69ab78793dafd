namespace LayerGen.Data;

/// <summary>Opens files that a person named; whatever is wrong with the name is a failure of one line.</summary>
internal static class InputFile
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static Result<FileStream> Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Length == 0)
            return new Failure("The name of a file is empty; give the path of a file.");
        if (Directory.Exists(path))
            return new Failure($"{path}: is a directory; give the path of the file in it.");
        try
        {
            // What has no length may be a pipe into which nobody writes: opening that one would wait for ever.
            return new FileInfo(path) is { Exists: true, Length: 0 }
                ? OpenSoon(path)
                : OpenNow(path);
        }
        catch (Exception exception)
            when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return new Failure($"{path}: there is no such file; check the path.");
        }
        catch (UnauthorizedAccessException)
        {
            return new Failure($"{path}: may not be read; check its permissions.");
        }
        // An ArgumentException here is about the path's characters, which are the user's, not the program's.
        catch (Exception exception)
            when (exception is IOException or ArgumentException or NotSupportedException)
        {
            return Unreadable(path, exception);
        }
    }

    private static FileStream OpenNow(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.Read);

    private static Result<FileStream> OpenSoon(string path)
    {
        Task<FileStream> opening = Task.Run(() => OpenNow(path));
        return Task.WaitAny([opening], Patience) == 0
            ? opening.GetAwaiter().GetResult()
            : new Failure($"{path}: is a pipe into which nobody writes; give the path of a file.");
    }

    public static Failure Unreadable(string path, Exception exception) =>
        new($"{path}: cannot be read: {exception.Message}");
}
