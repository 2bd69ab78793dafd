using LayerGen;
using LayerGen.Data;
using LayerGen.Metrics;
using LayerGen.Training;
using MathNet.Numerics.LinearAlgebra.Single;
using MnistModel.Data;
using MnistModel.Reporting;

namespace MnistModel.Running;

/// <summary>Measures the trained network on the test images.</summary>
internal static class NetworkTest
{
    /// <summary>Tests.</summary>
    /// <param name="network">The trained network.</param>
    /// <param name="data">Its data set.</param>
    /// <param name="seed">What everything random was decided by; only passed on.</param>
    /// <param name="modelPath">Where the weights were saved; only passed on.</param>
    /// <param name="cancellation">Stops before the next batch.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was asked to.</exception>
    public static RunResult Run(
        INetwork<ReadOnlyMemory<int>> network,
        LoadedData data,
        ulong seed,
        string modelPath,
        CancellationToken cancellation
    )
    {
        BatchLoss loss = Evaluator.Loss(network, new ImageBatches(data.Test), cancellation);
        ConfusionMatrix answers = Ask(network, data.Test, cancellation);
        return new(
            data.Name,
            data.IsOriginal,
            data.Title,
            seed,
            answers.Samples,
            loss.Data,
            answers.Accuracy,
            answers.MacroPrecision,
            answers.MacroRecall,
            [
                .. Enumerable
                    .Range(0, answers.Classes)
                    .Select(label => new ClassResult(
                        label,
                        answers.Precision(label),
                        answers.Recall(label),
                        answers.Support(label)
                    )),
            ],
            modelPath
        );
    }

    private static ConfusionMatrix Ask(
        INetwork network,
        ImageDataset images,
        CancellationToken cancellation
    )
    {
        ConfusionMatrix answers = new(images.Classes);
        ImageBatches batches = new(images);
        for (int start = 0; start < images.Count; start += network.MaxBatchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = Math.Min(network.MaxBatchSize, images.Count - start);
            DenseMatrix inputs = new(images.ImageSize, count);
            batches.Load(Enumerable.Range(start, count).ToArray(), inputs, out var labels);
            DenseMatrix probabilities = network.Forward(inputs);
            for (int sample = 0; sample < count; sample++)
                answers.Add(
                    probabilities.Values.AsSpan(sample * images.Classes, images.Classes),
                    labels.Span[sample]
                );
        }
        return answers;
    }
}
