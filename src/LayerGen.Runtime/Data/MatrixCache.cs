using MathNet.Numerics.LinearAlgebra.Single;

namespace LayerGen.Data;

/// <summary>One matrix for each number of columns that was asked for: a MathNet matrix cannot show a part of its storage.</summary>
internal sealed class MatrixCache(int rows)
{
    private readonly Dictionary<int, DenseMatrix> _byColumns = [];

    public DenseMatrix WithColumns(int columns)
    {
        if (!_byColumns.TryGetValue(columns, out DenseMatrix? matrix))
        {
            matrix = new DenseMatrix(rows, columns);
            _byColumns.Add(columns, matrix);
        }
        return matrix;
    }
}
