using LayerGen.Data;
using LayerGen.Metrics;
using MathNet.Numerics.LinearAlgebra.Single;

namespace LayerGen.Training;

/// <summary>Measures a network on samples that it was not trained on.</summary>
public static class Evaluator
{
    /// <summary>Loss, accuracy, and precision and recall of every class, in inference mode.</summary>
    /// <param name="network">A network with softmax outputs, one a class; its parameters and gradients stay as they are.</param>
    /// <param name="data">The samples with their labels.</param>
    /// <param name="cancellation">Ends the evaluation before the next batch.</param>
    /// <exception cref="ArgumentException">
    /// The samples do not fit the network, a label is no output of it, or an output is NaN.
    /// </exception>
    /// <exception cref="OperationCanceledException">The caller asked to stop.</exception>
    public static ClassificationReport Evaluate(
        INetwork<ReadOnlyMemory<int>> network,
        IBatchSource<ReadOnlyMemory<int>> data,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        SourceArguments.Check(network, data, nameof(data));
        BatchLoader<ReadOnlyMemory<int>> loader = new(data, network.MaxBatchSize, network.Workers);
        LossSums sums = default;
        ConfusionMatrix? confusion = null;
        for (int batch = 0; batch < loader.Batches; batch++)
        {
            cancellation.ThrowIfCancellationRequested();
            DenseMatrix inputs = loader.Load(batch, out ReadOnlyMemory<int> labels);
            // The loss comes from the logits: a probability that underflows to 0 has lost its logarithm.
            sums = sums.Add(network.Loss(inputs, labels), inputs.ColumnCount);
            DenseMatrix outputs = network.Forward(inputs);
            confusion ??= new ConfusionMatrix(outputs.RowCount);
            for (int sample = 0; sample < labels.Length; sample++)
                confusion.Add(Column(outputs, sample), labels.Span[sample]);
        }
        return new(sums.Samples, sums.Mean.Data, confusion!);
    }

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
        BatchLoader<TTargets> loader = new(data, network.MaxBatchSize, network.Workers);
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
        LossSums sums = default;
        for (int batch = 0; batch < loader.Batches; batch++)
        {
            if (cancellation.IsCancellationRequested)
                return null;
            DenseMatrix inputs = loader.Load(batch, out TTargets targets);
            sums = sums.Add(network.Loss(inputs, targets), inputs.ColumnCount);
        }
        return sums.Mean;
    }

    private static ReadOnlySpan<float> Column(DenseMatrix matrix, int index) =>
        matrix.Values.AsSpan(index * matrix.RowCount, matrix.RowCount);
}
