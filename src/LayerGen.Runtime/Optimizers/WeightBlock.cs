using System.Runtime.Intrinsics;
using LayerGen.Kernels;

namespace LayerGen.Optimizers;

/// <summary>
/// Writes the weights of a block behind everything else that an optimizer writes for it. Only speed depends on it.
/// </summary>
/// <remarks>
/// All cores read all weights, so the first store to a line of weights waits until the other cores have given up their
/// copies. A core asks for several lines at once only where such stores follow one another: moments, which no other
/// core reads, must not come between them, and of the two halves of a line, each of which it waits for, the second
/// comes when all first ones of the block have been written.
/// </remarks>
internal static class WeightBlock
{
    /// <summary>
    /// Numbers in a block: 16 stores wait at a time, and a core has room for them beside those of the next block.
    /// </summary>
    public const int Length = 128;

    private const int Line = AlignedBuffer<float>.Alignment / sizeof(float);
    private const int Half = Line / 2;

    /// <summary>Copies a block.</summary>
    /// <param name="from">New weights, <see cref="Length"/> of them.</param>
    /// <param name="to">Where they belong.</param>
    public static void Write(ref float from, ref float to)
    {
        for (nuint half = 0; half < Line; half += Half)
        for (nuint at = half; at < Length; at += Line)
            Vector256.LoadUnsafe(ref from, at).StoreUnsafe(ref to, at);
    }
}
