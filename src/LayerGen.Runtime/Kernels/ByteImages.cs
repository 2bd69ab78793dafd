using System.Numerics;
using System.Runtime.InteropServices;

namespace LayerGen.Kernels;

/// <summary>Turns stored pixels into network inputs.</summary>
public static class ByteImages
{
    // 1/255 = 2⁻⁸ + 2⁻¹⁶ + 2⁻¹⁶/255. A byte times the first two terms is exact, so the only roundings that count are
    // those of the small last term and of the sum; for each of the 256 bytes they give the quotient a division gives,
    // at a fraction of its time.
    private const float Leading = (1f / 256) + (1f / 65536);
    private const float Remainder = 1f / (65536 * 255f);

    /// <summary><c>destination[i] = source[i] / 255f</c>: bit for bit what that division gives, on every machine.</summary>
    /// <param name="source">Pixels, 0 to 255.</param>
    /// <param name="destination">0 to 1; at least as long as <paramref name="source"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short.</exception>
    public static void ToUnit(ReadOnlySpan<byte> source, Span<float> destination)
    {
        SpanLengths.RequireRoom(source.Length, destination.Length);
        ref byte bytes = ref MemoryMarshal.GetReference(source);
        ref float units = ref MemoryMarshal.GetReference(destination);
        int i = 0;
        for (; i <= source.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            Vector.Widen(
                Vector.LoadUnsafe(ref bytes, (nuint)i),
                out Vector<ushort> lower,
                out Vector<ushort> upper
            );
            Vector.Widen(lower, out Vector<uint> first, out Vector<uint> second);
            Vector.Widen(upper, out Vector<uint> third, out Vector<uint> fourth);
            nuint at = (nuint)i;
            nuint step = (nuint)Vector<float>.Count;
            ToUnit(first).StoreUnsafe(ref units, at);
            ToUnit(second).StoreUnsafe(ref units, at + step);
            ToUnit(third).StoreUnsafe(ref units, at + (2 * step));
            ToUnit(fourth).StoreUnsafe(ref units, at + (3 * step));
        }
        for (; i < source.Length; i++)
            destination[i] = source[i] / 255f;
    }

    private static Vector<float> ToUnit(Vector<uint> pixels)
    {
        Vector<float> real = Vector.ConvertToSingle(Vector.AsVectorInt32(pixels));
        return (real * Leading) + (real * Remainder);
    }
}
