using LayerGen;
using LayerGen.Data;
using LayerGen.Training;

namespace MnistModel.Running;

/// <summary>Measures a network on images that it was not trained on.</summary>
internal static class NetworkTest
{
    /// <summary>Tests.</summary>
    /// <param name="network">Takes images of the size of <paramref name="images"/>.</param>
    /// <param name="images">With labels that it has outputs for.</param>
    /// <param name="name">What messages call the network.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was asked to.</exception>
    public static Result<ClassificationReport> Run(
        INetwork<ReadOnlyMemory<int>> network,
        ImageDataset images,
        string name,
        CancellationToken cancellation
    )
    {
        try
        {
            return network.Evaluate(new ImageBatches(images), cancellation: cancellation);
        }
        // Images and labels fit, so what is wrong is an answer: weights too large for these images make it NaN.
        catch (ArgumentException)
        {
            return new Failure(
                $"{name}: cannot be tested: for some images its answer is NaN, because its weights are too large; train again "
                    + "with a lower learning rate."
            );
        }
    }
}
