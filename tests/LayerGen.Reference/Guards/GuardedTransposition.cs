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
}
