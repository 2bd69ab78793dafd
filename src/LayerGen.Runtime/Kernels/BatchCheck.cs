using MathNet.Numerics.LinearAlgebra.Single;

namespace LayerGen.Kernels;

/// <summary>Checks what a caller hands to a network, before anything is computed.</summary>
public static class BatchCheck
{
    /// <summary>Checks a matrix of inputs.</summary>
    /// <param name="inputs">The matrix.</param>
    /// <param name="rows">Values of one sample.</param>
    /// <param name="maxBatchSize">The most samples the network takes at once.</param>
    /// <returns>The number of samples.</returns>
    /// <exception cref="ArgumentException">The rows or the number of columns do not fit.</exception>
    public static int Inputs(DenseMatrix inputs, int rows, int maxBatchSize)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (inputs.RowCount != rows)
            throw new ArgumentException(
                $"The inputs have {inputs.RowCount} rows, but one sample has {rows} values; put one sample in each column.",
                nameof(inputs)
            );
        if (inputs.ColumnCount > maxBatchSize)
            throw new ArgumentException(
                $"The inputs have {inputs.ColumnCount} samples, but the network was created for at most {maxBatchSize}; "
                    + "create it with a larger maxBatchSize or cut the batch.",
                nameof(inputs)
            );
        return inputs.ColumnCount;
    }

    /// <summary>Checks a matrix of outputs or targets.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="rows">Outputs of one sample.</param>
    /// <param name="batchSize">Samples in the batch.</param>
    /// <param name="name">What the caller calls the matrix.</param>
    /// <exception cref="ArgumentException">The shape does not fit.</exception>
    public static void Outputs(DenseMatrix matrix, int rows, int batchSize, string name)
    {
        ArgumentNullException.ThrowIfNull(matrix, name);
        if (matrix.RowCount != rows || matrix.ColumnCount != batchSize)
            throw new ArgumentException(
                $"The {name} are {matrix.RowCount} × {matrix.ColumnCount}, but {rows} × {batchSize} is needed: "
                    + "one column for each sample.",
                name
            );
    }

    /// <summary>Checks the targets of a multi-label network.</summary>
    /// <param name="targets">outputs × batch.</param>
    /// <param name="rows">Outputs of one sample.</param>
    /// <param name="batchSize">Samples in the batch.</param>
    /// <exception cref="ArgumentException">The shape does not fit, or a target is not between 0 and 1.</exception>
    public static void Targets(DenseMatrix targets, int rows, int batchSize)
    {
        Outputs(targets, rows, batchSize, nameof(targets));
        float[] values = targets.Values;
        for (int i = 0; i < values.Length; i++)
            if (!(values[i] >= 0 && values[i] <= 1))
                throw new ArgumentException(
                    $"The target of output {i % rows} of sample {i / rows} is {values[i]}, but a target is 0 or 1 "
                        + "or a probability between them.",
                    nameof(targets)
                );
    }

    /// <summary>Checks the labels of a classifier.</summary>
    /// <param name="targets">One label a sample.</param>
    /// <param name="classes">Labels are 0 to this, exclusive.</param>
    /// <param name="batchSize">Samples in the batch.</param>
    /// <exception cref="ArgumentException">There are too many or too few, or one is out of range.</exception>
    public static void Labels(ReadOnlySpan<int> targets, int classes, int batchSize)
    {
        if (targets.Length != batchSize)
            throw new ArgumentException(
                $"There are {targets.Length} labels for {batchSize} samples; give one label for each sample.",
                nameof(targets)
            );
        for (int i = 0; i < targets.Length; i++)
            if ((uint)targets[i] >= (uint)classes)
                throw new ArgumentException(
                    $"The label of sample {i} is {targets[i]}, but the network has {classes} classes: 0 to {classes - 1}.",
                    nameof(targets)
                );
    }
}
