using System.Runtime.Intrinsics.X86;

namespace LayerGen.Kernels;

/// <summary>Asks for memory that is needed soon, so that it comes while something else is computed.</summary>
internal static class Prefetch
{
    private const int CacheLine = 64;

    /// <summary>Fetches bytes into the cache; where the processor has no such instruction, nothing happens.</summary>
    public static unsafe void Read(ReadOnlySpan<byte> bytes)
    {
        if (!Sse.IsSupported)
            return;
        fixed (byte* first = bytes)
        {
            for (int i = 0; i < bytes.Length; i += CacheLine)
                Sse.Prefetch0(first + i);
        }
    }
}
