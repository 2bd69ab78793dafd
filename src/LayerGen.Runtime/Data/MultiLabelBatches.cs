using MathNet.Numerics.LinearAlgebra.Single;

namespace LayerGen.Data;

/// <summary>Samples that are columns of a matrix, each with a column of targets: any number of labels at once.</summary>
public sealed class MultiLabelBatches : ColumnSource<DenseMatrix>
{
    private readonly DenseMatrix _inputs;
    private readonly DenseMatrix _targets;
    private readonly MatrixCache _batchTargets;

    /// <summary>Makes a source over the matrices; they are not copied.</summary>
    /// <param name="inputs">features × samples.</param>
    /// <param name="targets">outputs × samples, 0 or 1 each.</param>
    /// <exception cref="ArgumentException">The matrices differ in their number of samples, or a number is not finite.</exception>
    public MultiLabelBatches(DenseMatrix inputs, DenseMatrix targets)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        if (targets.ColumnCount != inputs.ColumnCount)
            throw new ArgumentException(
                $"{inputs.ColumnCount} samples need as many columns of targets, found {targets.ColumnCount}.",
                nameof(targets)
            );
        FiniteArguments.Check(inputs, nameof(inputs));
        FiniteArguments.Check(targets, nameof(targets));
        (_inputs, _targets, _batchTargets) = (inputs, targets, new(targets.RowCount));
    }

    /// <inheritdoc/>
    public override int Count => _inputs.ColumnCount;

    /// <inheritdoc/>
    public override int InputSize => _inputs.RowCount;

    /// <inheritdoc/>
    public override void LoadInputs(ReadOnlySpan<int> indices, Span<float> columns) =>
        MatrixColumns.Copy(_inputs, indices, columns);

    /// <inheritdoc/>
    public override DenseMatrix LoadTargets(ReadOnlySpan<int> indices)
    {
        DenseMatrix targets = _batchTargets.WithColumns(indices.Length);
        MatrixColumns.Copy(_targets, indices, targets.Values);
        return targets;
    }
}
