using System.Numerics;
using System.Runtime.CompilerServices;

namespace LayerGen.Optimizers;

/// <summary>
/// Ends the decay of a moment. Where gradients stay zero, as behind units that have died, <c>βm</c> shrinks until it is
/// subnormal, and there rounding holds it for good: <c>0.9</c> of the smallest number rounds back to it. Processors
/// compute with such numbers tens of times slower, which can make a step several times as long.
/// </summary>
internal static class Underflow
{
    /// <summary>
    /// 2⁻¹⁰⁰ ≈ 8e-31: far from the subnormal numbers, so that products with learning rates stay normal too, and far
    /// below what could change a weight.
    /// </summary>
    public const float Threshold = 7.888609e-31f;

    /// <summary>2⁻⁵⁰ ≈ 9e-16: the square of what is smaller is below <see cref="Threshold"/>.</summary>
    public const float GradientThreshold = 8.881784e-16f;

    /// <summary>Zero for gradients whose squares would be too small for a second moment; NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> GradientToZero(Vector<float> gradients) =>
        ToZero(gradients, GradientThreshold);

    /// <summary>Zero for what is smaller in magnitude than <see cref="Threshold"/>; NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> ToZero(Vector<float> moments) => ToZero(moments, Threshold);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> ToZero(Vector<float> x, float threshold) =>
        Vector.ConditionalSelect(
            Vector.LessThan(Vector.Abs(x), new Vector<float>(threshold)),
            Vector<float>.Zero,
            x
        );
}
