using LayerGen.Kernels;

namespace LayerGen.Reference.Guards;

/// <summary><see cref="Transposition"/> within the network's memory.</summary>
public static class GuardedTransposition
{
    public static void Copy(
        ref float source,
        nint sourceStride,
        ref float destination,
        nint destinationStride,
        nint rows,
        nint columns
    )
    {
        for (nint row = 0; row < rows; row++)
            Guarded.Reads(ref source, row * sourceStride, columns);
        for (nint column = 0; column < columns; column++)
            Guarded.Writes(ref destination, column * destinationStride, rows);
        Transposition.Copy(
            ref source,
            sourceStride,
            ref destination,
            destinationStride,
            rows,
            columns
        );
    }

    public static void CopyInRuns(
        ref float source,
        ref float destination,
        nint runStride,
        nint rows,
        nint columns
    )
    {
        Guarded.Reads(ref source, 0, rows * columns);
        const int run = 16;
        for (nint row = 0; row < rows; row += run)
        for (nint column = 0; column < columns; column++)
            Guarded.Writes(
                ref destination,
                (row / run * runStride) + (column * run),
                Math.Min(run, rows - row)
            );
        Transposition.CopyInRuns(ref source, ref destination, runStride, rows, columns);
    }
}
