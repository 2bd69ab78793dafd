using MathNet.Numerics.LinearAlgebra.Single;

namespace LayerGen.Data;

/// <summary>Samples that are columns of a matrix, each with one class label.</summary>
public sealed class MatrixBatches : ColumnSource<ReadOnlyMemory<int>>
{
    private readonly DenseMatrix _inputs;
    private readonly ReadOnlyMemory<int> _targets;
    private readonly LabelBuffer _labels = new();

    /// <summary>Makes a source over the matrix and the labels; neither is copied.</summary>
    /// <param name="inputs">features × samples.</param>
    /// <param name="labels">The class of each sample.</param>
    /// <exception cref="ArgumentException">There are not as many labels as samples, or an input is not finite.</exception>
    public MatrixBatches(DenseMatrix inputs, ReadOnlyMemory<int> labels)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (labels.Length != inputs.ColumnCount)
            throw new ArgumentException(
                $"{inputs.ColumnCount} samples need as many labels, found {labels.Length}.",
                nameof(labels)
            );
        FiniteArguments.Check(inputs, nameof(inputs));
        (_inputs, _targets) = (inputs, labels);
    }

    /// <inheritdoc/>
    public override int Count => _inputs.ColumnCount;

    /// <inheritdoc/>
    public override int InputSize => _inputs.RowCount;

    /// <inheritdoc/>
    public override void LoadInputs(ReadOnlySpan<int> indices, Span<float> columns) =>
        MatrixColumns.Copy(_inputs, indices, columns);

    /// <inheritdoc/>
    public override ReadOnlyMemory<int> LoadTargets(ReadOnlySpan<int> indices)
    {
        Memory<int> labels = _labels.Take(indices.Length);
        for (int i = 0; i < indices.Length; i++)
            labels.Span[i] = _targets.Span[indices[i]];
        return labels;
    }
}
