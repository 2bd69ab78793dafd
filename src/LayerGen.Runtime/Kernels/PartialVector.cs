using System.Numerics;

namespace LayerGen.Kernels;

/// <summary>
/// The last, incomplete vector of a span, padded with zeros: lets a kernel state its formula once, for vectors only.
/// </summary>
internal static class PartialVector
{
    /// <summary>Reads fewer elements than a vector has; the others are 0.</summary>
    public static Vector<float> Load(ReadOnlySpan<float> source)
    {
        Span<float> padded = stackalloc float[Vector<float>.Count];
        padded.Clear();
        source.CopyTo(padded);
        return new(padded);
    }

    /// <summary>Writes as many elements as the destination has.</summary>
    public static void Store(Vector<float> value, Span<float> destination)
    {
        Span<float> padded = stackalloc float[Vector<float>.Count];
        value.CopyTo(padded);
        padded[..destination.Length].CopyTo(destination);
    }
}
