using System.ComponentModel;
using System.Runtime.InteropServices;

namespace LayerGen.Persistence;

/// <summary>The file system of the machine.</summary>
internal sealed partial class DiskFileSystem : IFileSystem
{
    private const int ReadOnly = 0;
    private const int Interrupted = 4;
    private const int PermissionDenied = 13;
    private const int InvalidArgument = 22;

    // Delete lets Windows rename the file while it is open; on Unix any sharing but None is a shared lock.
    public FileStream Create(string path) =>
        new(path, FileMode.CreateNew, FileAccess.Write, FileShare.Delete);

    public FileStream Open(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.Read);

    public bool Exists(string path) => File.Exists(path);

    public void Rename(string path, string newPath) => File.Move(path, newPath, overwrite: true);

    public void Link(string path, string newPath)
    {
        bool done = OperatingSystem.IsWindows()
            ? CreateHardLink(newPath, path, 0)
            : LinkUnix(path, newPath) == 0;
        if (!done)
            throw Error($"{newPath} cannot be made a second name of {path}");
    }

    public void Delete(string path) => File.Delete(path);

    // Opening it for nobody else fails while whoever writes it holds its shared lock.
    public void DeleteUnused(string path) =>
        new FileStream(
            path,
            FileMode.Open,
            FileAccess.ReadWrite,
            FileShare.None,
            bufferSize: 0,
            FileOptions.DeleteOnClose
        ).Dispose();

    public IReadOnlyList<string> Find(string directory, string pattern) =>
        Directory.GetFiles(
            directory,
            pattern,
            new EnumerationOptions { AttributesToSkip = FileAttributes.None }
        );

    /// <remarks>
    /// Windows keeps names in a journal and offers nothing to wait for it. Elsewhere a directory that may not be read,
    /// or whose file system does not know the operation, is left alone.
    /// </remarks>
    public void FlushDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        int descriptor = OpenUnix(path, ReadOnly);
        if (descriptor < 0 && Marshal.GetLastPInvokeError() == PermissionDenied)
            return;
        if (descriptor < 0)
            throw Error($"{path} cannot be flushed");
        try
        {
            while (FlushUnix(descriptor) != 0)
                if (Marshal.GetLastPInvokeError() is var error and not Interrupted)
                {
                    if (error == InvalidArgument)
                        return;
                    throw Error($"{path} cannot be flushed");
                }
        }
        finally
        {
            _ = CloseUnix(descriptor);
        }
    }

    private static IOException Error(string what)
    {
        Win32Exception reason = new(Marshal.GetLastPInvokeError());
        return new($"{what}: {reason.Message}", reason);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true)]
    private static partial int OpenUnix(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string path,
        int flags
    );

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FlushUnix(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int CloseUnix(int descriptor);

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true)]
    private static partial int LinkUnix(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string path,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string newPath
    );

    [LibraryImport("kernel32", EntryPoint = "CreateHardLinkW", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool CreateHardLink(
        [MarshalAs(UnmanagedType.LPWStr)] string newPath,
        [MarshalAs(UnmanagedType.LPWStr)] string path,
        nint security
    );
}
