using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace LayerGen.Kernels;

/// <summary>Transposition of matrices in memory.</summary>
public static class Transposition
{
    /// <summary>Rows and columns of a block: one cache line of each, so that no line is fetched twice.</summary>
    private const int Block = 16;

    /// <summary><c>destination[column, row] = source[row, column]</c>.</summary>
    /// <param name="source">The first element; rows are <paramref name="sourceStride"/> apart.</param>
    /// <param name="sourceStride">Floats from one source row to the next.</param>
    /// <param name="destination">The first element; rows are <paramref name="destinationStride"/> apart.</param>
    /// <param name="destinationStride">Floats from one destination row to the next.</param>
    /// <param name="rows">Rows of the source.</param>
    /// <param name="columns">Columns of the source.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy(
        ref float source,
        nint sourceStride,
        ref float destination,
        nint destinationStride,
        nint rows,
        nint columns
    )
    {
        for (nint row = 0; row < rows; row += Block)
        for (nint column = 0; column < columns; column += Block)
            CopyBlock(
                ref Unsafe.Add(ref source, (row * sourceStride) + column),
                sourceStride,
                ref Unsafe.Add(ref destination, (column * destinationStride) + row),
                destinationStride,
                Math.Min(Block, rows - row),
                Math.Min(Block, columns - column)
            );
    }

    /// <summary>
    /// The same in runs of 16 source rows, each run the transpose of these alone: the values of one column lie side by
    /// side, and behind them those of the next.
    /// </summary>
    /// <param name="source">The first element; rows lie side by side.</param>
    /// <param name="destination">The first element of the first run.</param>
    /// <param name="runStride">Floats from one run to the next in the destination.</param>
    /// <param name="rows">Rows of the source.</param>
    /// <param name="columns">Columns of the source.</param>
    public static void CopyInRuns(
        ref float source,
        ref float destination,
        nint runStride,
        nint rows,
        nint columns
    )
    {
        for (nint row = 0; row < rows; row += Block)
            Copy(
                ref Unsafe.Add(ref source, row * columns),
                columns,
                ref Unsafe.Add(ref destination, row / Block * runStride),
                Block,
                Math.Min(Block, rows - row),
                columns
            );
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyBlock(
        ref float source,
        nint sourceStride,
        ref float destination,
        nint destinationStride,
        nint rows,
        nint columns
    )
    {
        nint fullRows = Sse.IsSupported || AdvSimd.Arm64.IsSupported ? rows & ~3 : 0;
        nint fullColumns = columns & ~3;
        for (nint row = 0; row < fullRows; row += 4)
        {
            for (nint column = 0; column < fullColumns; column += 4)
                CopyFour(
                    ref Unsafe.Add(ref source, (row * sourceStride) + column),
                    sourceStride,
                    ref Unsafe.Add(ref destination, (column * destinationStride) + row),
                    destinationStride
                );
            for (nint column = fullColumns; column < columns; column++)
            for (nint inner = row; inner < row + 4; inner++)
                Unsafe.Add(ref destination, (column * destinationStride) + inner) = Unsafe.Add(
                    ref source,
                    (inner * sourceStride) + column
                );
        }
        for (nint row = fullRows; row < rows; row++)
        for (nint column = 0; column < columns; column++)
            Unsafe.Add(ref destination, (column * destinationStride) + row) = Unsafe.Add(
                ref source,
                (row * sourceStride) + column
            );
    }

    /// <summary>Four rows by four columns in registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyFour(
        ref float source,
        nint sourceStride,
        ref float destination,
        nint destinationStride
    )
    {
        var row0 = Vector128.LoadUnsafe(ref source);
        var row1 = Vector128.LoadUnsafe(ref Unsafe.Add(ref source, sourceStride));
        var row2 = Vector128.LoadUnsafe(ref Unsafe.Add(ref source, 2 * sourceStride));
        var row3 = Vector128.LoadUnsafe(ref Unsafe.Add(ref source, 3 * sourceStride));
        (Vector128<float> low02, Vector128<float> high02) = Interleave(row0, row2);
        (Vector128<float> low13, Vector128<float> high13) = Interleave(row1, row3);
        (Vector128<float> column0, Vector128<float> column1) = Interleave(low02, low13);
        (Vector128<float> column2, Vector128<float> column3) = Interleave(high02, high13);
        column0.StoreUnsafe(ref destination);
        column1.StoreUnsafe(ref Unsafe.Add(ref destination, destinationStride));
        column2.StoreUnsafe(ref Unsafe.Add(ref destination, 2 * destinationStride));
        column3.StoreUnsafe(ref Unsafe.Add(ref destination, 3 * destinationStride));
    }

    /// <summary>a₀ b₀ a₁ b₁ and a₂ b₂ a₃ b₃.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector128<float> Low, Vector128<float> High) Interleave(
        Vector128<float> a,
        Vector128<float> b
    ) =>
        Sse.IsSupported
            ? (Sse.UnpackLow(a, b), Sse.UnpackHigh(a, b))
            : (AdvSimd.Arm64.ZipLow(a, b), AdvSimd.Arm64.ZipHigh(a, b));
}
