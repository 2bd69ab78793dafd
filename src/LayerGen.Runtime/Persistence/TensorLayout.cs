using System.Buffers.Binary;

namespace LayerGen.Persistence;

/// <summary>
/// Turns parameters into the bytes of a file and back. A file has C order, the last axis fastest, so the outputs lie one
/// behind the other; a parameter is an outputs × rest matrix in column-major storage, so the outputs lie side by side.
/// </summary>
internal static class TensorLayout
{
    /// <summary>How many bytes a parameter takes in a file.</summary>
    public static long ByteCount(Parameter parameter) =>
        (long)parameter.Value.RowCount * parameter.Value.ColumnCount * sizeof(float);

    /// <summary>Writes a parameter as little-endian floats in C order.</summary>
    public static void Write(Parameter parameter, Span<byte> destination)
    {
        (int rows, int columns) = (parameter.Value.RowCount, parameter.Value.ColumnCount);
        ReadOnlySpan<float> values = parameter.Value.Values;
        int position = 0;
        for (int row = 0; row < rows; row++)
        for (int column = 0; column < columns; column++, position += sizeof(float))
            BinaryPrimitives.WriteSingleLittleEndian(
                destination[position..],
                values[(column * rows) + row]
            );
    }

    /// <summary>Overwrites a parameter with little-endian floats in C order.</summary>
    public static void Read(ReadOnlySpan<byte> source, Parameter parameter)
    {
        (int rows, int columns) = (parameter.Value.RowCount, parameter.Value.ColumnCount);
        Span<float> values = parameter.Value.Values;
        int position = 0;
        for (int row = 0; row < rows; row++)
        for (int column = 0; column < columns; column++, position += sizeof(float))
            values[(column * rows) + row] = BinaryPrimitives.ReadSingleLittleEndian(
                source[position..]
            );
    }

    /// <summary>The index, in C order, of the first number that is NaN or infinite; −1 if there is none.</summary>
    public static int FirstNotFinite(ReadOnlySpan<byte> source)
    {
        for (int position = 0; position < source.Length; position += sizeof(float))
            if (!float.IsFinite(BinaryPrimitives.ReadSingleLittleEndian(source[position..])))
                return position / sizeof(float);
        return -1;
    }
}
