using MathNet.Numerics.LinearAlgebra.Single;

namespace LayerGen.Data;

/// <summary>Gathers columns, which are contiguous in MathNet's column-major storage.</summary>
internal static class MatrixColumns
{
    public static void Copy(DenseMatrix source, ReadOnlySpan<int> columns, Span<float> destination)
    {
        int rows = source.RowCount;
        for (int i = 0; i < columns.Length; i++)
            source.Values.AsSpan(columns[i] * rows, rows).CopyTo(destination.Slice(i * rows, rows));
    }
}
