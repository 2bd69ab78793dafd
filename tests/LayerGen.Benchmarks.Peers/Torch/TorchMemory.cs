using System.Runtime.InteropServices;

namespace LayerGen.Benchmarks.Peers.Torch;

/// <summary>
/// libtorch allocates each step's tensors anew. The C library gives large ones back to the system at once, which fills
/// new pages with zeros at the next step: up to half of a step's time. Told to keep them, it is at its best.
/// </summary>
internal static partial class TorchMemory
{
    private const int TrimThreshold = -1;
    private const int MostMapped = -4;

    /// <summary>Keeps freed memory in this process, where the C library is one that can be told so.</summary>
    public static void Keep()
    {
        if (!OperatingSystem.IsLinux())
            return;
        try
        {
            _ = Set(TrimThreshold, int.MaxValue);
            _ = Set(MostMapped, 0);
        }
        catch (EntryPointNotFoundException) { } // Not glibc.
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int Set(int parameter, int value);
}
