using System.Globalization;
using MathNet.Numerics.LinearAlgebra.Single;

namespace LayerGen.Kernels;

/// <summary>Checks what a caller hands to a network, before anything is computed.</summary>
public static class BatchCheck
{
    /// <summary>Numbers that one array holds, with room for alignment.</summary>
    private const long MostNumbers = int.MaxValue - 4096;

    /// <summary>Checks that the memory of the largest batch fits into arrays, before any is allocated.</summary>
    /// <param name="maxBatchSize">The most samples of a batch.</param>
    /// <param name="numbers">Numbers that the largest array holds for each sample.</param>
    /// <param name="network">What the message calls the network.</param>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is less than 1, or too large for such samples.</exception>
    public static void MaxBatchSize(int maxBatchSize, long numbers, string network)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBatchSize, 1);
        long most = MostNumbers / Math.Max(numbers, 1);
        if (maxBatchSize > most)
            throw new ArgumentOutOfRangeException(
                nameof(maxBatchSize),
                maxBatchSize,
                $"{network} holds {numbers.ToString("N0", CultureInfo.InvariantCulture)} numbers of each sample in one array, which has "
                    + $"room for {most.ToString("N0", CultureInfo.InvariantCulture)} samples; choose a smaller maxBatchSize."
            );
    }

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
                    $"The target of output {i % rows} of sample {i / rows} is {values[i].ToString(CultureInfo.InvariantCulture)}, but a target is 0 or 1 "
                        + "or a probability between them.",
                    nameof(targets)
                );
    }

    /// <summary>Checks that a training batch has a variance to normalise by.</summary>
    /// <param name="batchSize">Samples in the batch.</param>
    /// <param name="layer">A batch normalisation that sees one value of each channel in a sample.</param>
    /// <exception cref="ArgumentException">The batch has one sample.</exception>
    public static void Variance(int batchSize, string layer)
    {
        if (batchSize < 2)
            throw new ArgumentException(
                $"A training batch of one sample has no variance, by which {layer} normalises; train with at least two samples in "
                    + "each batch.",
                nameof(batchSize)
            );
    }

    /// <summary>Checks the targets of a network that answers numbers.</summary>
    /// <param name="targets">outputs × batch.</param>
    /// <param name="rows">Outputs of one sample.</param>
    /// <param name="batchSize">Samples in the batch.</param>
    /// <exception cref="ArgumentException">The shape does not fit, or a target is NaN or infinite.</exception>
    public static void Values(DenseMatrix targets, int rows, int batchSize)
    {
        Outputs(targets, rows, batchSize, nameof(targets));
        float[] values = targets.Values;
        for (int i = 0; i < values.Length; i++)
            if (!float.IsFinite(values[i]))
                throw new ArgumentException(
                    $"The target of output {i % rows} of sample {i / rows} is {values[i].ToString(CultureInfo.InvariantCulture)}, but a target is a finite number.",
                    nameof(targets)
                );
    }

    /// <summary>Checks the targets of a classifier that takes a distribution a sample.</summary>
    /// <param name="targets">classes × batch.</param>
    /// <param name="rows">Classes.</param>
    /// <param name="batchSize">Samples in the batch.</param>
    /// <exception cref="ArgumentException">
    /// The shape does not fit, a target is not between 0 and 1, or those of a sample differ from 1 in their sum by more than
    /// a thousandth.
    /// </exception>
    public static void Distributions(DenseMatrix targets, int rows, int batchSize)
    {
        Targets(targets, rows, batchSize);
        for (int sample = 0; sample < batchSize; sample++)
        {
            double sum = 0;
            foreach (float target in targets.Values.AsSpan(sample * rows, rows))
                sum += target;
            if (Math.Abs(sum - 1) > 1e-3)
                throw new ArgumentException(
                    $"The targets of sample {sample} have the sum {sum.ToString("R", CultureInfo.InvariantCulture)}, but a distribution has the sum 1.",
                    nameof(targets)
                );
        }
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

    /// <summary>Checks the weights of samples.</summary>
    /// <param name="weights">One a sample, or none.</param>
    /// <param name="batchSize">Samples in the batch.</param>
    /// <exception cref="ArgumentException">There is not one for each sample, or one is negative, NaN or infinite.</exception>
    public static void SampleWeights(ReadOnlySpan<float> weights, int batchSize)
    {
        if (!weights.IsEmpty && weights.Length != batchSize)
            throw new ArgumentException(
                $"There are {weights.Length} sample weights for {batchSize} samples; give one for each, or none.",
                nameof(weights)
            );
        for (int i = 0; i < weights.Length; i++)
            if (!(weights[i] >= 0 && float.IsFinite(weights[i])))
                throw new ArgumentException(
                    $"The weight of sample {i} is {weights[i].ToString(CultureInfo.InvariantCulture)}; "
                        + "a finite number of at least 0 is needed.",
                    nameof(weights)
                );
    }

    /// <summary>Checks and copies the weights of classes.</summary>
    /// <param name="weights">One an output, or none.</param>
    /// <param name="outputs">Outputs of the network.</param>
    /// <returns>A copy.</returns>
    /// <exception cref="ArgumentException">There is not one for each output, or one is negative, NaN or infinite.</exception>
    public static float[] ClassWeights(ReadOnlySpan<float> weights, int outputs)
    {
        if (!weights.IsEmpty && weights.Length != outputs)
            throw new ArgumentException(
                $"There are {weights.Length} class weights, but {outputs} outputs; give one for each, or none.",
                nameof(weights)
            );
        for (int i = 0; i < weights.Length; i++)
            if (!(weights[i] >= 0 && float.IsFinite(weights[i])))
                throw new ArgumentException(
                    $"Class weight {i} is {weights[i].ToString(CultureInfo.InvariantCulture)}; "
                        + "a finite number of at least 0 is needed.",
                    nameof(weights)
                );
        return [.. weights];
    }
}
