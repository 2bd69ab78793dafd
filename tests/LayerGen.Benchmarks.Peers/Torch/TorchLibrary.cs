using System.Runtime.InteropServices;
using LayerGen.Benchmarks.Peers.Reporting;
using TorchSharp;

namespace LayerGen.Benchmarks.Peers.Torch;

/// <summary>The native library.</summary>
internal static class TorchLibrary
{
    private const string FileName = "libLibTorchSharp.so";

    /// <summary>The version of the C++ library that TorchSharp asks for and Debian 12 does not have.</summary>
    private const string NewestVersion = "GLIBCXX_3.4.32";

    /// <summary>What was loaded.</summary>
    public static string Versions =>
        $"TorchSharp {Machine.VersionOf(typeof(torch))} with libtorch {torch.__version__}";

    /// <summary>Loads it.</summary>
    /// <returns>Null, or in one line why it does not load and what to do.</returns>
    public static string? Load()
    {
        try
        {
            TorchLog.KeepErrors(NativeLibrary.Load(PathOf("libc10.so")));
            NativeLibrary.Load(PathOf("libtorch_cpu.so"));
            NativeLibrary.Load(PathOf(FileName));
            torch.InitializeDeviceType(DeviceType.CPU);
            return null;
        }
#pragma warning disable CA1031 // Whatever a peer's loader throws, LayerGen is measured without it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            string reason = exception.GetBaseException().Message.ReplaceLineEndings(" ").Trim();
            return reason.Contains(NewestVersion, StringComparison.Ordinal)
                ? $"the system's libstdc++ is older than {NewestVersion}; run with --relax-libstdcxx, or on a system with "
                    + "GCC 13 or later"
                : reason;
        }
    }

    /// <summary>Lets the copy beside this program load with an older libstdc++.</summary>
    /// <returns>Null, or why it cannot be done.</returns>
    public static string? Relax()
    {
        string path = PathOf(FileName);
        if (!File.Exists(path))
            return $"{path} does not exist; only the Linux x64 library needs this.";
        byte[] content = File.ReadAllBytes(path);
        if (!VersionRequirement.Relax(content, NewestVersion))
            return null;
        // A new file, in case that another process has the old one loaded.
        string temporary = $"{path}.{Environment.ProcessId}";
        File.WriteAllBytes(temporary, content);
        // As old as the original: a build takes the copy for unchanged then, and leaves it.
        File.SetLastWriteTimeUtc(temporary, File.GetLastWriteTimeUtc(path));
        File.Move(temporary, path, overwrite: true);
        return null;
    }

    private static string PathOf(string file) =>
        Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", file);
}
