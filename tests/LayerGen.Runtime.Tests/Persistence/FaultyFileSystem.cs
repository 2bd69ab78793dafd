using LayerGen.Persistence;

namespace LayerGen.Tests.Persistence;

/// <summary>What happens to a program that writes a file.</summary>
public enum Fault
{
    /// <summary>One call fails; what comes after works.</summary>
    Error,

    /// <summary>One call fails because the disk is full, and so does every later one that needs room.</summary>
    FullDisk,

    /// <summary>One call is not permitted, and no later one is.</summary>
    NotPermitted,

    /// <summary>The program is gone: nothing happens any more.</summary>
    Crash,
}

/// <summary>The real file system, until a call that is chosen by its number: from there on, a fault.</summary>
internal sealed class FaultyFileSystem(Fault fault, int failingCall, bool canLink = true)
    : IFileSystem
{
    private readonly DiskFileSystem _disk = new();

    /// <summary>Whether so many calls were made that one failed.</summary>
    public bool HasFailed => Calls.Count > failingCall;

    /// <summary>What the calls were, in order.</summary>
    public List<string> Calls { get; } = [];

    public FileStream Create(string path) =>
        Do("create", needsRoom: true, () => new FaultyFile(path, this));

    public FileStream Open(string path) => Do("open", needsRoom: false, () => _disk.Open(path));

    public bool Exists(string path) => _disk.Exists(path);

    public void Rename(string path, string newPath) =>
        Do("rename", needsRoom: true, () => _disk.Rename(path, newPath));

    public void Link(string path, string newPath)
    {
        if (!canLink)
            throw new IOException("Operation not supported");
        Do("link", needsRoom: true, () => _disk.Link(path, newPath));
    }

    public void Delete(string path) => Do("delete", needsRoom: false, () => _disk.Delete(path));

    public void DeleteUnused(string path) =>
        Do("delete unused", needsRoom: false, () => _disk.DeleteUnused(path));

    public IReadOnlyList<string> Find(string directory, string pattern) =>
        Do("find", needsRoom: false, () => _disk.Find(directory, pattern));

    public void FlushDirectory(string path) =>
        Do("flush directory", needsRoom: true, () => _disk.FlushDirectory(path));

    private void Do(string call, bool needsRoom, Action action)
    {
        if (Fails(call, needsRoom))
            throw Exception();
        action();
    }

    private T Do<T>(string call, bool needsRoom, Func<T> function) =>
        Fails(call, needsRoom) ? throw Exception() : function();

    private bool Fails(string call, bool needsRoom)
    {
        Calls.Add(call);
        return Calls.Count - 1 == failingCall
            || (
                HasFailed
                && fault switch
                {
                    Fault.Error => false,
                    Fault.FullDisk => needsRoom,
                    _ => true,
                }
            );
    }

    private Exception Exception() =>
        fault switch
        {
            Fault.Error => new IOException("Input/output error"),
            Fault.FullDisk => new IOException("No space left on device"),
            Fault.NotPermitted => new UnauthorizedAccessException("Permission denied"),
            _ => new CrashException(),
        };

    /// <summary>A file whose writes and flushes may fail; a write that fails writes a part.</summary>
    private sealed class FaultyFile(string path, FaultyFileSystem owner)
        : FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Delete, bufferSize: 0)
    {
        public override void Write(ReadOnlySpan<byte> buffer) =>
            Write([.. buffer], 0, buffer.Length);

        public override void Write(byte[] buffer, int offset, int count)
        {
            bool fails = owner.Fails("write", needsRoom: true);
            base.Write(buffer, offset, fails ? count / 2 : count);
            if (fails)
                throw owner.Exception();
        }

        public override void Flush(bool flushToDisk)
        {
            // Closing flushes too, but not to the disk.
            if (flushToDisk)
                owner.Do("flush", needsRoom: true, () => base.Flush(flushToDisk));
            else
                base.Flush(flushToDisk);
        }
    }
}

/// <summary>Stands for the end of the program.</summary>
internal sealed class CrashException() : Exception("The program is gone.");
