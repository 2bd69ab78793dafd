using LayerGen.Kernels;

namespace LayerGen.Reference.Guards;

/// <summary><see cref="WindowList"/> within the network's memory.</summary>
public static class GuardedWindowList
{
    public static void Fill(ref float input, in WindowGrid grid, ref int windows)
    {
        for (int row = 0; row < grid.Rows; row++)
        for (int patch = 0; patch < grid.PatchRows; patch++)
            Guarded.Reads(
                ref input,
                (row * grid.RowStep) + (patch * grid.RowStride),
                ((grid.Columns - 1) * grid.ColumnStep) + grid.PatchFloats
            );
        Guarded.Writes(
            ref windows,
            0,
            WindowList.Head + (2 * ((grid.Rows * grid.Columns) + grid.Spare))
        );
        WindowList.Fill(ref input, grid, ref windows);
    }
}
