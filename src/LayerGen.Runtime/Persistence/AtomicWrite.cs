namespace LayerGen.Persistence;

/// <summary>The steps of writing one file as a whole.</summary>
internal sealed class AtomicWrite(IFileSystem files, string path)
{
    private const string Extension = ".tmp";

    /// <summary>Characters of the target's name in a temporary one: few enough that the longest name stays legal.</summary>
    private const int MostNameLength = 40;

    private const int MostAttempts = 4;

    private readonly string _directory = Path.GetDirectoryName(path) ?? path;
    private readonly string _prefix = Prefix(Path.GetFileName(path));

    /// <returns>How many bytes were written.</returns>
    public long Run(Action<Stream> write, bool keepsPrevious)
    {
        RemoveStale();
        long length = Replace(path, write, keepsPrevious ? KeepPrevious : () => { });
        files.FlushDirectory(_directory);
        return length;
    }

    /// <summary>Writes a temporary file to the disk, and gives it the name of the target in one step.</summary>
    private long Replace(string target, Action<Stream> write, Action beforeRename)
    {
        (string temporary, FileStream created) = CreateTemporary();
        try
        {
            // Open until it has its name: what is open, no other program takes for a stale file.
            using FileStream file = created;
            write(file);
            file.Flush(flushToDisk: true);
            long length = file.Length;
            beforeRename();
            files.Rename(temporary, target);
            return length;
        }
        catch
        {
            Try(() => files.Delete(temporary));
            throw;
        }
    }

    /// <summary>
    /// Makes a temporary file. Between making and marking it as in use another program that saves to the same place may take
    /// it for a stale one and remove it; then there is a next one.
    /// </summary>
    private (string Path, FileStream File) CreateTemporary()
    {
        for (int attempt = 1; ; attempt++)
        {
            // The name cannot be guessed and the file must not exist: nobody can have put a link there.
            string path = Path.Combine(_directory, $"{_prefix}{Guid.NewGuid():N}{Extension}");
            FileStream? file = null;
            if (attempt == MostAttempts)
                file = files.Create(path);
            else
                Try(() => file = files.Create(path));
            if (file is not null && (attempt == MostAttempts || files.Exists(path)))
                return (path, file);
            file?.Dispose();
        }
    }

    /// <summary>
    /// Gives the file that is about to be replaced a second name. The target keeps its own, so that it is never missing.
    /// </summary>
    private void KeepPrevious()
    {
        if (!files.Exists(path))
            return;
        string previous = AtomicFile.PreviousPath(path);
        files.Delete(previous);
        if (Try(() => files.Link(path, previous)))
            return;
        using FileStream current = files.Open(path);
        Replace(previous, current.CopyTo, () => { });
    }

    /// <summary>Removes temporary files of this target that killed programs left.</summary>
    private void RemoveStale()
    {
        IReadOnlyList<string> found = [];
        Try(() => found = files.Find(_directory, $".*{Extension}"));
        foreach (string file in found.Where(IsOfThisTarget))
            Try(() => files.DeleteUnused(file));
    }

    private bool IsOfThisTarget(string file)
    {
        string name = Path.GetFileName(file);
        return name.StartsWith(_prefix, StringComparison.Ordinal)
            && Guid.TryParseExact(name[_prefix.Length..^Extension.Length], "N", out _);
    }

    private static string Prefix(string name)
    {
        int length = Math.Min(name.Length, MostNameLength);
        if (char.IsHighSurrogate(name[length - 1]))
            length--;
        return $".{name[..length]}.";
    }

    /// <summary>Does what may fail without harm.</summary>
    private static bool Try(Action action)
    {
        try
        {
            action();
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
