using MathNet.Numerics.LinearAlgebra.Single;

namespace LayerGen.Kernels;

/// <summary>
/// The matrices in which a network gives its outputs where the caller brings none: one for each batch size that is in use,
/// and of all together no more than twice the largest batch.
/// </summary>
/// <param name="rows">Outputs of one sample.</param>
/// <param name="maxBatchSize">The largest batch.</param>
public sealed class OwnOutputs(int rows, int maxBatchSize)
{
    private readonly Dictionary<int, DenseMatrix> _bySize = [];
    private long _columns;

    /// <summary>The matrix for a batch size; the same one until others have taken its room.</summary>
    /// <param name="batchSize">1 to the largest batch.</param>
    public DenseMatrix For(int batchSize)
    {
        // Two threads may ask before one of them is refused.
        lock (_bySize)
        {
            if (_bySize.TryGetValue(batchSize, out DenseMatrix? matrix))
                return matrix;
            if (_columns + batchSize > 2L * maxBatchSize)
            {
                _bySize.Clear();
                _columns = 0;
            }
            _columns += batchSize;
            return _bySize[batchSize] = new(rows, batchSize);
        }
    }
}
