using System.Runtime.InteropServices;

namespace LayerGen.Benchmarks.Peers.Torch;

/// <summary>
/// On processors that one of its libraries does not know, libtorch writes a warning at every convolution, tens of
/// thousands in a table. Told to write errors only, it is at its best, and tables stay readable.
/// </summary>
internal static class TorchLog
{
    /// <summary>An integer of the library: the least severity that it writes.</summary>
    private const string Level = "FLAGS_caffe2_log_level";

    private const int Errors = 2;

    /// <summary>Leaves warnings out.</summary>
    /// <param name="library">The loaded library that writes them.</param>
    public static void KeepErrors(nint library)
    {
        if (NativeLibrary.TryGetExport(library, Level, out nint level))
            Marshal.WriteInt32(level, Errors);
    }
}
