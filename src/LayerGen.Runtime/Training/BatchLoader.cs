using LayerGen.Data;
using LayerGen.Kernels;
using MathNet.Numerics.LinearAlgebra.Single;

namespace LayerGen.Training;

/// <summary>
/// Loads the samples of a source, batch by batch, in an order of its own, into matrices that are made once. Where the
/// source allows it all workers load a batch together; how it is cut depends on the batch alone.
/// </summary>
/// <param name="source">Where the samples come from.</param>
/// <param name="batchSize">Samples of a batch.</param>
/// <param name="workers">Load a batch together.</param>
/// <param name="chosen">Which samples of the source there are; null for all.</param>
internal sealed class BatchLoader<TTargets>(
    IBatchSource<TTargets> source,
    int batchSize,
    WorkerTeam workers,
    int[]? chosen = null
) : IParallelWork
{
    private readonly ColumnSource<TTargets>? _columns = source as ColumnSource<TTargets>;
    private readonly MatrixCache _inputs = new(source.InputSize);
    private readonly int[] _order = chosen is null ? InOrder(source.Count) : [.. chosen];

    // The batch that is being loaded.
    private DenseMatrix _batch = null!;
    private int _start;

    /// <summary>How many samples there are.</summary>
    public int Count => _order.Length;

    /// <summary>How many batches they make.</summary>
    public int Batches => (int)(((long)Count + batchSize - 1) / batchSize);

    /// <summary>Takes the order and the random numbers of an epoch, which follow from its number alone.</summary>
    public void BeginEpoch(ulong seed, int epoch, bool shuffle)
    {
        source.BeginEpoch(seed, epoch);
        if (shuffle)
            BatchOrder.Shuffled(_order, seed, epoch);
        else
            BatchOrder.InOrder(_order);
        if (chosen is null)
            return;
        for (int i = 0; i < _order.Length; i++)
            _order[i] = chosen[_order[i]];
    }

    /// <summary>Loads a batch.</summary>
    /// <param name="batch">0 to <see cref="Batches"/>, exclusive.</param>
    /// <param name="targets">The targets of its samples.</param>
    /// <returns>features × samples; belongs to the loader.</returns>
    public DenseMatrix Load(int batch, out TTargets targets)
    {
        _start = batch * batchSize;
        ReadOnlySpan<int> indices = _order.AsSpan(_start, Math.Min(batchSize, Count - _start));
        _batch = _inputs.WithColumns(indices.Length);
        if (_columns is null)
        {
            source.Load(indices, _batch, out targets);
            return _batch;
        }
        int samples = _columns.SamplesPerItem;
        workers.Run(this, phase: 0, items: (indices.Length + samples - 1) / samples);
        targets = _columns.LoadTargets(indices);
        return _batch;
    }

    /// <summary>Loads one part of the batch.</summary>
    void IParallelWork.Execute(int phase, int item, int worker)
    {
        int first = item * _columns!.SamplesPerItem;
        int count = Math.Min(_columns.SamplesPerItem, _batch.ColumnCount - first);
        int rows = _batch.RowCount;
        _columns.LoadInputs(
            _order.AsSpan(_start + first, count),
            _batch.Values.AsSpan(first * rows, count * rows)
        );
    }

    private static int[] InOrder(int count)
    {
        int[] order = new int[count];
        BatchOrder.InOrder(order);
        return order;
    }
}
