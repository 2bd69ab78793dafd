using System.Buffers.Binary;
using System.Collections.Immutable;

namespace LayerGen.Persistence;

/// <summary>
/// Turns parameters into the bytes of a file and back. A file has C order, the last axis fastest, so the outputs lie one
/// behind the other; a parameter is an outputs × rest matrix in column-major storage, so the outputs lie side by side.
/// </summary>
internal static class TensorLayout
{
    /// <summary>Bytes that are turned at once; a longer row of a tensor is turned as a whole.</summary>
    private const int BlockBytes = 1 << 16;

    /// <summary>Hands out a tensor as little-endian floats in C order, piece by piece.</summary>
    public static void Write(
        ImmutableArray<int> axes,
        ReadOnlySpan<float> values,
        Action<ReadOnlySpan<byte>> write
    )
    {
        (int rows, int columns, int most) = Blocks(axes, values.Length);
        byte[] block = new byte[most * columns * sizeof(float)];
        for (int row = 0; row < rows; )
        {
            int end = Math.Min(row + most, rows);
            int position = 0;
            for (; row < end; row++)
            for (int column = 0; column < columns; column++, position += sizeof(float))
                BinaryPrimitives.WriteSingleLittleEndian(
                    block.AsSpan(position),
                    values[(column * rows) + row]
                );
            write(block.AsSpan(0, position));
        }
    }

    /// <summary>Takes in a tensor as little-endian floats in C order, piece by piece.</summary>
    /// <param name="axes">Its axes.</param>
    /// <param name="read">Fills a piece with the bytes that follow.</param>
    /// <param name="values">Overwritten.</param>
    /// <returns>The index, in C order, of the first number that is NaN or infinite; −1 if there is none.</returns>
    public static long Read(ImmutableArray<int> axes, Action<Span<byte>> read, Span<float> values)
    {
        (int rows, int columns, int most) = Blocks(axes, values.Length);
        byte[] block = new byte[most * columns * sizeof(float)];
        long notFinite = -1;
        for (int row = 0; row < rows; )
        {
            int end = Math.Min(row + most, rows);
            Span<byte> piece = block.AsSpan(0, (end - row) * columns * sizeof(float));
            read(piece);
            for (; row < end; row++)
            for (int column = 0; column < columns; column++, piece = piece[sizeof(float)..])
            {
                float value = BinaryPrimitives.ReadSingleLittleEndian(piece);
                values[(column * rows) + row] = value;
                if (notFinite < 0 && !float.IsFinite(value))
                    notFinite = ((long)row * columns) + column;
            }
        }
        return notFinite;
    }

    /// <summary>Rows, columns, and how many rows make a block.</summary>
    private static (int Rows, int Columns, int Most) Blocks(ImmutableArray<int> axes, int length)
    {
        int rows = axes[0];
        int columns = length / rows;
        return (rows, columns, Math.Clamp(BlockBytes / sizeof(float) / columns, 1, rows));
    }
}
