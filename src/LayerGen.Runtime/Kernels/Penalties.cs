using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LayerGen.Kernels;

/// <summary>The L1 and L2 penalties on a weight.</summary>
/// <remarks>A penalty whose factor is 0 is not computed, so it stays 0 for any weight.</remarks>
public static class Penalties
{
    /// <summary>Sums are kept apart by position modulo this number, whatever the machine's vectors hold.</summary>
    private const int Lanes = 16;

    /// <summary><c>l1 · Σ|w| + l2 · Σ w²</c>, in double precision and always in the same order.</summary>
    /// <param name="weight">Any numbers; NaN gives NaN.</param>
    /// <param name="l1">The factor of the sum of absolute values.</param>
    /// <param name="l2">The factor of the sum of squares.</param>
    public static double Value(ReadOnlySpan<float> weight, double l1, double l2)
    {
        double absolute = l1 == 0 ? 0 : l1 * Sum<Absolute>(weight);
        double square = l2 == 0 ? 0 : l2 * Sum<Square>(weight);
        return absolute + square;
    }

    /// <summary>
    /// <c>gradient += l1 · sign(w) + 2 · l2 · w</c>, with <c>sign(0) = 0</c>; the factors <c>l1</c> and <c>2 · l2</c>
    /// are rounded to single precision first.
    /// </summary>
    /// <param name="weight">Any numbers; NaN gives NaN.</param>
    /// <param name="gradient">As long as <paramref name="weight"/>.</param>
    /// <param name="l1">The factor of the sum of absolute values.</param>
    /// <param name="l2">The factor of the sum of squares.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void AddGradient(
        ReadOnlySpan<float> weight,
        Span<float> gradient,
        double l1,
        double l2
    )
    {
        SpanLengths.RequireSame("weights", weight.Length, "gradients", gradient.Length);
        if (l1 == 0 && l2 == 0)
            return;
        Vector<float> magnitude = new((float)l1);
        Vector<float> slope = new((float)(2 * l2));
        ref float weights = ref MemoryMarshal.GetReference(weight);
        ref float gradients = ref MemoryMarshal.GetReference(gradient);
        int i = 0;
        for (; i <= weight.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector<float> w = Vector.LoadUnsafe(ref weights, (nuint)i);
            Vector<float> g = Vector.LoadUnsafe(ref gradients, (nuint)i);
            (g + Gradient(w, magnitude, slope)).StoreUnsafe(ref gradients, (nuint)i);
        }
        if (i < weight.Length)
        {
            Vector<float> w = PartialVector.Load(weight[i..]);
            Vector<float> g = PartialVector.Load(gradient[i..]);
            PartialVector.Store(g + Gradient(w, magnitude, slope), gradient[i..]);
        }
    }

    private static Vector<float> Gradient(
        Vector<float> weight,
        Vector<float> magnitude,
        Vector<float> slope
    )
    {
        Vector<float> signed = Vector.ConditionalSelect(
            Vector.GreaterThan(weight, Vector<float>.Zero),
            magnitude,
            Vector.ConditionalSelect(
                Vector.LessThan(weight, Vector<float>.Zero),
                -magnitude,
                weight // ±0, whose sign is 0, or NaN.
            )
        );
        return signed + (slope * weight);
    }

    private interface ITerm
    {
        static abstract Vector512<double> Of(Vector512<double> weight);
    }

    private readonly struct Absolute : ITerm
    {
        public static Vector512<double> Of(Vector512<double> weight) => Vector512.Abs(weight);
    }

    private readonly struct Square : ITerm
    {
        public static Vector512<double> Of(Vector512<double> weight) => weight * weight;
    }

    private static double Sum<TTerm>(ReadOnlySpan<float> weight)
        where TTerm : struct, ITerm
    {
        ref float weights = ref MemoryMarshal.GetReference(weight);
        (Vector512<double> lower, Vector512<double> upper) = (default, default);
        int i = 0;
        for (; i <= weight.Length - Lanes; i += Lanes)
            Add(Vector512.LoadUnsafe(ref weights, (nuint)i), ref lower, ref upper);
        if (i < weight.Length)
        {
            Span<float> padded = stackalloc float[Lanes];
            padded.Clear();
            weight[i..].CopyTo(padded);
            Add(Vector512.Create<float>(padded), ref lower, ref upper);
        }
        Vector512<double> pairs = lower + upper;
        double sum = 0;
        for (int lane = 0; lane < Vector512<double>.Count; lane++)
            sum += pairs[lane];
        return sum;

        static void Add(
            Vector512<float> weight,
            ref Vector512<double> lower,
            ref Vector512<double> upper
        )
        {
            (Vector512<double> first, Vector512<double> second) = Vector512.Widen(weight);
            lower += TTerm.Of(first);
            upper += TTerm.Of(second);
        }
    }
}
