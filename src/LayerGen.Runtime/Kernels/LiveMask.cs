using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LayerGen.Kernels;

/// <summary>Sets of filters as bits: those that carry gradient at one position of a convolution.</summary>
public static class LiveMask
{
    /// <summary>Values that one mask covers.</summary>
    public const int Capacity = 64;

    /// <summary>The values that are not zero: bit i for value i. NaN is not zero.</summary>
    /// <param name="values">The first value; whole vectors of 16 are read.</param>
    /// <param name="count">How many values there are; 1 to 64.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong NonZero(ref float values, int count)
    {
        ulong mask = 0;
        if (Vector512.IsHardwareAccelerated)
            for (int i = 0; i < count; i += Vector512<float>.Count)
                mask |= Zeros(Vector512.LoadUnsafe(ref values, (nuint)i)) << i;
        else if (Vector256.IsHardwareAccelerated)
            for (int i = 0; i < count; i += Vector256<float>.Count)
                mask |= Zeros(Vector256.LoadUnsafe(ref values, (nuint)i)) << i;
        else
            for (int i = 0; i < count; i += Vector128<float>.Count)
                mask |= Zeros(Vector128.LoadUnsafe(ref values, (nuint)i)) << i;
        return ~mask & First(count);
    }

    /// <summary>The bytes that equal a number: bit i for byte i.</summary>
    /// <param name="bytes">The first byte; whole vectors of 16 are read.</param>
    /// <param name="number">What they are compared with.</param>
    /// <param name="count">How many bytes there are; 1 to 64.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Equal(ref byte bytes, byte number, int count)
    {
        if (Vector512.IsHardwareAccelerated && count > 48)
            return Vector512
                    .Equals(Vector512.LoadUnsafe(ref bytes), Vector512.Create(number))
                    .ExtractMostSignificantBits() & First(count);
        ulong mask = 0;
        for (int i = 0; i < count; i += Vector128<byte>.Count)
            mask |=
                (ulong)
                    Vector128
                        .Equals(Vector128.LoadUnsafe(ref bytes, (nuint)i), Vector128.Create(number))
                        .ExtractMostSignificantBits() << i;
        return mask & First(count);
    }

    private static ulong First(int count) => ulong.MaxValue >> (Capacity - count);

    private static ulong Zeros(Vector512<float> values) =>
        Vector512.Equals(values, Vector512<float>.Zero).ExtractMostSignificantBits();

    private static ulong Zeros(Vector256<float> values) =>
        Vector256.Equals(values, Vector256<float>.Zero).ExtractMostSignificantBits();

    private static ulong Zeros(Vector128<float> values) =>
        Vector128.Equals(values, Vector128<float>.Zero).ExtractMostSignificantBits();
}
