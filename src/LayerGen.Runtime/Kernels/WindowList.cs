using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LayerGen.Kernels;

/// <summary>
/// Lists the windows of an image under which something is not zero, so that a convolution computes only these: what
/// others give is known.
/// </summary>
public static class WindowList
{
    /// <summary>Numbers of a list in front of its windows.</summary>
    public const int Head = 2;

    /// <summary>
    /// Lists all windows as pairs: where each begins in the input, and where in the output. In front stands how many are
    /// live; from <see cref="Head"/> on come these, in reading order, then the last of them so many times as the grid has
    /// spare places, then all others. NaN is not zero.
    /// </summary>
    /// <param name="input">The image's first value; whole vectors of 8 are read.</param>
    /// <param name="grid">Where the windows are.</param>
    /// <param name="windows">Overwritten.</param>
    public static void Fill(ref float input, in WindowGrid grid, ref int windows)
    {
        ref int pairs = ref Unsafe.Add(ref windows, Head);
        (int step, int outputStep) = (grid.ColumnStep, grid.OutputColumnStep);
        int live = 0;
        int behind = (grid.Rows * grid.Columns) + grid.Spare - 1; // places from the next live window to the next other
        // As many columns at a time as a mask has bits for.
        int most = ((LiveMask.Capacity - grid.PatchFloats) / step) + 1;
        for (int row = 0; row < grid.Rows; row++)
        for (int begin = 0; begin < grid.Columns; begin += most)
        {
            int at = (row * grid.RowStep) + (begin * step);
            int output = grid.OutputOrigin + (row * grid.OutputRowStep) + (begin * outputStep);
            int columns = Math.Min(most, grid.Columns - begin);
            int floats = ((columns - 1) * step) + grid.PatchFloats;
            ulong mask = Spread(
                NonZero(ref Unsafe.Add(ref input, at), grid.PatchRows, grid.RowStride, floats),
                grid.PatchFloats
            );
            for (int column = 0; column < columns; column++)
            {
                // Without a branch: which windows are live cannot be foreseen.
                int bit = (int)mask & 1;
                ref int pair = ref Unsafe.Add(ref pairs, 2 * (live + (behind & (bit - 1))));
                pair = at;
                Unsafe.Add(ref pair, 1) = output;
                live += bit;
                behind--;
                mask >>= step;
                at += step;
                output += outputStep;
            }
        }
        windows = live;
        for (int i = 0; i < grid.Spare && live > 0; i++)
        {
            ref int last = ref Unsafe.Add(ref pairs, 2 * (live - 1));
            ref int spare = ref Unsafe.Add(ref last, 2 * (i + 1));
            spare = last;
            Unsafe.Add(ref spare, 1) = Unsafe.Add(ref last, 1);
        }
    }

    /// <summary>The columns of some rows in which one of them is not zero; those behind the last mean nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong NonZero(ref float values, int rows, int stride, int count)
    {
        ulong zeros = 0;
        for (int i = 0; i < count; i += Vector256<float>.Count)
        {
            Vector256<uint> bits = Vector256<uint>.Zero;
            for (int row = 0; row < rows; row++)
                bits |= Vector256.LoadUnsafe(ref values, (nuint)((row * stride) + i)).AsUInt32();
            // Without the sign: minus zero is zero.
            zeros |=
                (ulong)
                    Vector256.Equals(bits << 1, Vector256<uint>.Zero).ExtractMostSignificantBits()
                << i;
        }
        return ~zeros;
    }

    /// <summary>Sets each bit from which on one of so many is set.</summary>
    private static ulong Spread(ulong mask, int count)
    {
        int covered = 1;
        for (; covered * 2 <= count; covered *= 2)
            mask |= mask >> covered;
        return mask | (mask >> (count - covered));
    }
}

/// <summary>Where the windows of a pooled convolution are.</summary>
/// <param name="Rows">Rows of windows.</param>
/// <param name="Columns">Windows of a row.</param>
/// <param name="RowStep">Floats of the input from one row of windows to the next.</param>
/// <param name="ColumnStep">Floats of the input from one window to the next; 1 to 63.</param>
/// <param name="PatchRows">Rows of the input under a window.</param>
/// <param name="PatchFloats">Floats of each of them; 1 to 64.</param>
/// <param name="RowStride">Floats from one of them to the next.</param>
/// <param name="OutputOrigin">Where the first window is in the output.</param>
/// <param name="OutputRowStep">Floats of the output from one row of windows to the next.</param>
/// <param name="OutputColumnStep">Floats of the output from one window to the next.</param>
/// <param name="Spare">How many places a list has between live windows and others.</param>
public readonly record struct WindowGrid(
    int Rows,
    int Columns,
    int RowStep,
    int ColumnStep,
    int PatchRows,
    int PatchFloats,
    int RowStride,
    int OutputOrigin,
    int OutputRowStep,
    int OutputColumnStep,
    int Spare
);
