using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LayerGen.Kernels;

namespace LayerGen.Optimizers;

/// <summary>Takes an optimizer's formula over a piece of a parameter.</summary>
/// <remarks>
/// Weights are written in blocks, behind everything else that is written for a block; only speed depends on it. All cores
/// read all weights, so the first store to a line of weights waits until the other cores have given up their copies. A core
/// asks for several lines at once only where such stores follow one another: moments, which no other core reads, must
/// not come between them, and of the two halves of a line, each of which it waits for, the second comes when all first
/// ones of the block have been written.
/// </remarks>
internal static class WeightUpdate
{
    /// <summary>
    /// Numbers in a block: 16 stores wait at a time, and a core has room for them beside those of the next block.
    /// </summary>
    private const int Block = 128;

    private const int Line = AlignedBuffer<float>.Alignment / sizeof(float);
    private const int Half = Line / 2;

    /// <summary>Makes one step of a piece.</summary>
    /// <param name="rule">The formula.</param>
    /// <param name="value">Weights, overwritten.</param>
    /// <param name="gradient">As many gradients.</param>
    public static void Run<TRule>(TRule rule, Span<float> value, ReadOnlySpan<float> gradient)
        where TRule : IUpdateRule, allows ref struct
    {
        ref float weights = ref MemoryMarshal.GetReference(value);
        ref float gradients = ref MemoryMarshal.GetReference(gradient);
        Span<float> block = stackalloc float[Block];
        ref float updated = ref MemoryMarshal.GetReference(block);
        int i = 0;
        for (; i <= value.Length - Block; i += Block)
        {
            for (int k = 0; k < Block; k += Vector<float>.Count)
            {
                Vector<float> weight = Vector.LoadUnsafe(ref weights, (nuint)(i + k));
                Vector<float> slope = Vector.LoadUnsafe(ref gradients, (nuint)(i + k));
                rule.Next(weight, slope, i + k).StoreUnsafe(ref updated, (nuint)k);
            }
            Write(ref updated, ref Unsafe.Add(ref weights, i));
        }
        for (; i <= value.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector<float> weight = Vector.LoadUnsafe(ref weights, (nuint)i);
            Vector<float> slope = Vector.LoadUnsafe(ref gradients, (nuint)i);
            rule.Next(weight, slope, i).StoreUnsafe(ref weights, (nuint)i);
        }
        if (i < value.Length)
            PartialVector.Store(
                rule.Next(PartialVector.Load(value[i..]), PartialVector.Load(gradient[i..]), i),
                value[i..]
            );
    }

    private static void Write(ref float from, ref float to)
    {
        for (nuint half = 0; half < Line; half += Half)
        for (nuint at = half; at < Block; at += Line)
            Vector256.LoadUnsafe(ref from, at).StoreUnsafe(ref to, at);
    }
}
