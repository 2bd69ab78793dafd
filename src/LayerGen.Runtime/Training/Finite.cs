using System.Numerics;
using System.Runtime.InteropServices;

namespace LayerGen.Training;

/// <summary>Looks for NaN and infinities at the speed of memory.</summary>
internal static class Finite
{
    /// <summary>Whether every value is finite.</summary>
    public static bool All(ReadOnlySpan<float> values)
    {
        // 0 · x is 0 for every finite x and NaN for the others; unlike a plain sum, this cannot overflow.
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        Vector<float> even = Vector<float>.Zero;
        Vector<float> odd = Vector<float>.Zero;
        int i = 0;
        for (; i + 2 <= vectors.Length; i += 2)
        {
            even += vectors[i] * Vector<float>.Zero;
            odd += vectors[i + 1] * Vector<float>.Zero;
        }
        float rest = Vector.Sum(even + odd);
        foreach (float value in values[(i * Vector<float>.Count)..])
            rest += value * 0f;
        return rest == 0f;
    }
}
