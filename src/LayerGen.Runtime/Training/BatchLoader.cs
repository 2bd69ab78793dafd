using LayerGen.Data;
using MathNet.Numerics.LinearAlgebra.Single;

namespace LayerGen.Training;

/// <summary>Loads the samples of a source, batch by batch, in an order of its own, into matrices that are made once.</summary>
internal sealed class BatchLoader<TTargets>(IBatchSource<TTargets> source, int batchSize)
{
    private readonly MatrixCache _inputs = new(source.InputSize);
    private readonly int[] _order = InOrder(source.Count);

    /// <summary>How many samples there are.</summary>
    public int Count => _order.Length;

    /// <summary>How many batches they make.</summary>
    public int Batches => (int)(((long)Count + batchSize - 1) / batchSize);

    /// <summary>Takes the order of an epoch.</summary>
    public void Shuffle(ulong seed, int epoch) => BatchOrder.Shuffled(_order, seed, epoch);

    /// <summary>Loads a batch.</summary>
    /// <param name="batch">0 to <see cref="Batches"/>, exclusive.</param>
    /// <param name="targets">The targets of its samples.</param>
    /// <returns>features × samples; belongs to the loader.</returns>
    public DenseMatrix Load(int batch, out TTargets targets)
    {
        int start = batch * batchSize;
        ReadOnlySpan<int> indices = _order.AsSpan(start, Math.Min(batchSize, Count - start));
        DenseMatrix inputs = _inputs.WithColumns(indices.Length);
        source.Load(indices, inputs, out targets);
        return inputs;
    }

    private static int[] InOrder(int count)
    {
        int[] order = new int[count];
        BatchOrder.InOrder(order);
        return order;
    }
}
