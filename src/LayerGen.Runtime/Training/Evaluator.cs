using LayerGen.Data;
using MathNet.Numerics.LinearAlgebra.Single;

namespace LayerGen.Training;

/// <summary>Measures a network on samples that it was not trained on.</summary>
public static class Evaluator
{
    /// <summary>The mean loss and the accuracy over all samples, in inference mode.</summary>
    /// <typeparam name="TTargets">What the network's loss takes.</typeparam>
    /// <param name="network">The network; its parameters and gradients stay as they are.</param>
    /// <param name="data">The samples.</param>
    /// <param name="cancellation">Ends the evaluation before the next batch.</param>
    /// <returns>Means over samples: a smaller last batch weighs less.</returns>
    /// <exception cref="ArgumentException">The samples do not fit the network.</exception>
    /// <exception cref="OperationCanceledException">The caller asked to stop.</exception>
    public static BatchLoss Loss<TTargets>(
        INetwork<TTargets> network,
        IBatchSource<TTargets> data,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        SourceArguments.Check(network, data, nameof(data));
        BatchLoader<TTargets> loader = new(data, network.MaxBatchSize);
        return Loss(network, loader, cancellation)
            ?? throw new OperationCanceledException(cancellation);
    }

    /// <summary>The same over batches that are loaded again and again; null if the caller asked to stop.</summary>
    internal static BatchLoss? Loss<TTargets>(
        INetwork<TTargets> network,
        BatchLoader<TTargets> loader,
        CancellationToken cancellation
    )
    {
        LossMean mean = default;
        for (int batch = 0; batch < loader.Batches; batch++)
        {
            if (cancellation.IsCancellationRequested)
                return null;
            DenseMatrix inputs = loader.Load(batch, out TTargets targets);
            mean.Add(network.Loss(inputs, targets), inputs.ColumnCount);
        }
        return mean.Value;
    }
}
