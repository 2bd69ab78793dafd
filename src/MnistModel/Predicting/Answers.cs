using LayerGen;
using LayerGen.Data;
using MathNet.Numerics.LinearAlgebra.Single;

namespace MnistModel.Predicting;

/// <summary>Asks a network about images.</summary>
internal static class Answers
{
    /// <summary>What the network says about each image of a data set, in its order.</summary>
    /// <param name="network">Softmax over classes.</param>
    /// <param name="images">Images of the size that the network reads.</param>
    /// <param name="cancellation">Ends it before the next batch.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was asked to.</exception>
    public static IEnumerable<Answer> Of(
        INetwork network,
        ImageDataset images,
        CancellationToken cancellation
    )
    {
        ImageBatches source = new(images);
        foreach (int[] indices in Enumerable.Range(0, images.Count).Chunk(network.MaxBatchSize))
        {
            cancellation.ThrowIfCancellationRequested();
            DenseMatrix inputs = new(images.ImageSize, indices.Length);
            source.Load(indices, inputs, out _);
            DenseMatrix outputs = network.Forward(inputs);
            for (int i = 0; i < indices.Length; i++)
                yield return Answer.Of(
                    outputs.Values.AsSpan(i * outputs.RowCount, outputs.RowCount)
                );
        }
    }
}
