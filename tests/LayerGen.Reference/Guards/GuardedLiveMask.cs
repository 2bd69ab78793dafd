using LayerGen.Kernels;

namespace LayerGen.Reference.Guards;

/// <summary><see cref="LiveMask"/> within the network's memory, which it reads as far as it is documented to.</summary>
public static class GuardedLiveMask
{
    private const int Vector = 16;

    public static ulong NonZero(ref float values, int count)
    {
        Guarded.Reads(ref values, 0, Whole(count));
        return LiveMask.NonZero(ref values, count);
    }

    public static ulong Next(ref float values, int limit, nint left)
    {
        Guarded.Reads(ref values, 0, Math.Min(limit, left));
        return LiveMask.Next(ref values, limit, left);
    }

    public static bool AreFew(ref float values, nint rows, nint columns, nint stride)
    {
        for (nint row = 0; row < rows; row++)
            Guarded.Reads(ref values, row * stride, columns);
        return LiveMask.AreFew(ref values, rows, columns, stride);
    }

    public static ulong Equal(ref byte bytes, byte number, int count)
    {
        Guarded.Reads(ref bytes, 0, Whole(count));
        return LiveMask.Equal(ref bytes, number, count);
    }

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
        ReadsPositions(ref gradient, rows, columns, rowStride, columnStride, filters);
        Guarded.Writes(ref positions, 0, ((rows * columns) + 31) / 32 * filters);
        LiveMask.ByFilter(
            ref gradient,
            rows,
            columns,
            rowStride,
            columnStride,
            filters,
            ref positions
        );
    }

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
        ReadsPositions(ref gradient, rows, columns, rowStride, columnStride, filters);
        Guarded.Writes(ref sums, 0, Whole(filters));
        LiveMask.AddByFilter(
            ref gradient,
            rows,
            columns,
            rowStride,
            columnStride,
            filters,
            ref sums
        );
    }

    private static void ReadsPositions(
        ref float gradient,
        int rows,
        int columns,
        int rowStride,
        int columnStride,
        int filters
    )
    {
        for (int row = 0; row < rows; row++)
        for (int column = 0; column < columns; column++)
            Guarded.Reads(
                ref gradient,
                (row * rowStride) + (column * columnStride),
                Whole(filters)
            );
    }

    private static int Whole(int count) => (count + Vector - 1) / Vector * Vector;
}
