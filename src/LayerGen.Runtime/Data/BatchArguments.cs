using MathNet.Numerics.LinearAlgebra.Single;

namespace LayerGen.Data;

/// <summary>The checks that every source of batches makes, written once.</summary>
internal static class BatchArguments
{
    public static void Check(
        ReadOnlySpan<int> indices,
        DenseMatrix inputs,
        int count,
        int inputSize
    )
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (inputs.RowCount != inputSize || inputs.ColumnCount != indices.Length)
            throw new ArgumentException(
                $"{indices.Length} samples need a matrix of {inputSize} × {indices.Length}, "
                    + $"found {inputs.RowCount} × {inputs.ColumnCount}.",
                nameof(inputs)
            );
        int wrong = indices.IndexOfAnyExceptInRange(0, count - 1);
        if (wrong >= 0)
            throw new ArgumentException(
                $"Index {indices[wrong]} is out of range; there are samples 0 to {count - 1}.",
                nameof(indices)
            );
    }
}
