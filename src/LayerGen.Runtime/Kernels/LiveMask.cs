using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LayerGen.Kernels;

/// <summary>
/// Sets as bits of where something is not zero: the filters that carry gradient at one position of a convolution, the
/// positions of one filter, the inputs of a dense layer. Kernels walk the bits, so that they work only where there is
/// something to do.
/// </summary>
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

    /// <summary>
    /// The next values of a row that are not zero: bit i for value i. NaN is not zero. Nothing behind the row is read.
    /// </summary>
    /// <param name="values">The first value.</param>
    /// <param name="limit">The most values that the mask covers; a multiple of 16 up to 64.</param>
    /// <param name="left">How many values the row has from here on; at least 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Next(ref float values, int limit, nint left) =>
        left >= limit ? NonZero(ref values, limit) : Last(ref values, (int)left);

    /// <summary>Whether no more than half of the values are not zero, so that walking them is faster than taking all.</summary>
    /// <param name="values">The first value.</param>
    /// <param name="rows">Rows of values.</param>
    /// <param name="columns">Values of a row.</param>
    /// <param name="stride">Floats from one row to the next.</param>
    public static bool AreFew(ref float values, nint rows, nint columns, nint stride)
    {
        nint zeros = 0;
        for (nint row = 0; row < rows; row++)
        {
            ref float start = ref Unsafe.Add(ref values, row * stride);
            Vector<int> counts = Vector<int>.Zero; // a lane falls by one for each zero
            nint column = 0;
            for (; column <= columns - Vector<float>.Count; column += Vector<float>.Count)
                counts += Vector.Equals(
                    Vector.LoadUnsafe(ref start, (nuint)column),
                    Vector<float>.Zero
                );
            zeros -= Vector.Sum(counts);
            for (; column < columns; column++)
                zeros += Unsafe.Add(ref start, column) == 0 ? 1 : 0;
        }
        return zeros * 2 >= rows * columns;
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

    /// <summary>
    /// The positions with a gradient that is not zero, filter by filter: bit <c>p % 32</c> of word <c>p / 32</c>, where
    /// positions p are counted along the rows. NaN is not zero.
    /// </summary>
    /// <param name="gradient">The first filter's gradient at the first position; whole vectors of 16 are read.</param>
    /// <param name="rows">Rows of positions.</param>
    /// <param name="columns">Positions of a row.</param>
    /// <param name="rowStride">Floats from one row to the next.</param>
    /// <param name="columnStride">Floats from one position to the next.</param>
    /// <param name="filters">How many filters there are, rounded up to 16.</param>
    /// <param name="positions">⌈rows · columns / 32⌉ × filters; overwritten.</param>
    public static void ByFilter(
        ref float gradient,
        int rows,
        int columns,
        int rowStride,
        int columnStride,
        int filters,
        ref uint positions
    )
    {
        for (int begin = 0; begin < rows * columns; begin += WordBits)
        {
            int end = Math.Min(begin + WordBits, rows * columns);
            for (int filter = 0; filter < filters; filter += Vector<float>.Count)
            {
                Vector<uint> words = Vector<uint>.Zero;
                (int row, int column) = Math.DivRem(begin, columns);
                for (int position = begin; position < end; position++)
                {
                    int at = (row * rowStride) + (column * columnStride) + filter;
                    Vector<float> values = Vector.LoadUnsafe(ref gradient, (nuint)at);
                    Vector<uint> bit = new(1u << (position - begin));
                    words |= Vector.AndNot(
                        bit,
                        Vector.Equals(values, Vector<float>.Zero).As<int, uint>()
                    );
                    if (++column == columns)
                        (row, column) = (row + 1, 0);
                }
                words.StoreUnsafe(ref positions, (nuint)((begin / WordBits * filters) + filter));
            }
        }
    }

    /// <summary>Adds each filter's gradients, in the order of positions.</summary>
    /// <param name="gradient">The first filter's gradient at the first position; whole vectors of 16 are read.</param>
    /// <param name="rows">Rows of positions.</param>
    /// <param name="columns">Positions of a row.</param>
    /// <param name="rowStride">Floats from one row to the next.</param>
    /// <param name="columnStride">Floats from one position to the next.</param>
    /// <param name="filters">How many filters there are, rounded up to 16.</param>
    /// <param name="sums">One for each filter; added to.</param>
    public static void AddByFilter(
        ref float gradient,
        int rows,
        int columns,
        int rowStride,
        int columnStride,
        int filters,
        ref float sums
    )
    {
        for (int filter = 0; filter < filters; filter += Vector<float>.Count)
        {
            Vector<float> sum = Vector.LoadUnsafe(ref sums, (nuint)filter);
            for (int row = 0; row < rows; row++)
            for (int column = 0; column < columns; column++)
                sum += Vector.LoadUnsafe(
                    ref gradient,
                    (nuint)((row * rowStride) + (column * columnStride) + filter)
                );
            sum.StoreUnsafe(ref sums, (nuint)filter);
        }
    }

    private const int WordBits = 32;

    private static ulong Last(ref float values, int count)
    {
        ulong mask = 0;
        for (int i = 0; i < count; i++)
            mask |= Unsafe.Add(ref values, i) == 0 ? 0 : 1UL << i;
        return mask;
    }

    private static ulong First(int count) => ulong.MaxValue >> (Capacity - count);

    private static ulong Zeros(Vector512<float> values) =>
        Vector512.Equals(values, Vector512<float>.Zero).ExtractMostSignificantBits();

    private static ulong Zeros(Vector256<float> values) =>
        Vector256.Equals(values, Vector256<float>.Zero).ExtractMostSignificantBits();

    private static ulong Zeros(Vector128<float> values) =>
        Vector128.Equals(values, Vector128<float>.Zero).ExtractMostSignificantBits();
}
