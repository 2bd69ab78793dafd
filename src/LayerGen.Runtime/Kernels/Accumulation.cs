using System.Numerics;
using System.Runtime.InteropServices;

namespace LayerGen.Kernels;

/// <summary>Sums of gradients that reach a value by several ways.</summary>
public static class Accumulation
{
    /// <summary><c>sums[i] += terms[i]</c>; each sum on its own, so that the bits do not depend on the vectors.</summary>
    /// <param name="terms">What is added.</param>
    /// <param name="sums">At least as long; must not overlap <paramref name="terms"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="sums"/> is too short.</exception>
    public static void Add(ReadOnlySpan<float> terms, Span<float> sums)
    {
        SpanLengths.RequireRoom(terms.Length, sums.Length);
        ref float term = ref MemoryMarshal.GetReference(terms);
        ref float sum = ref MemoryMarshal.GetReference(sums);
        int i = 0;
        for (; i <= terms.Length - Vector<float>.Count; i += Vector<float>.Count)
            (
                Vector.LoadUnsafe(ref sum, (nuint)i) + Vector.LoadUnsafe(ref term, (nuint)i)
            ).StoreUnsafe(ref sum, (nuint)i);
        for (; i < terms.Length; i++)
            sums[i] += terms[i];
    }
}
