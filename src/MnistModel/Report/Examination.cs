using System.Collections.Immutable;
using LayerGen;
using LayerGen.Data;
using LayerGen.Training;
using MathNet.Numerics.LinearAlgebra.Single;
using MnistModel.Predicting;
using MnistModel.Running;

namespace MnistModel.Report;

/// <summary>What there is to say about a network from its answers to the test images.</summary>
/// <param name="Test">Loss, accuracy, calibration and the confusion matrix.</param>
/// <param name="Mistakes">The worst, worst first.</param>
internal sealed record Examination(ClassificationReport Test, ImmutableArray<Mistake> Mistakes)
{
    /// <summary>How many mistakes are shown.</summary>
    public const int MostMistakes = 30;

    /// <summary>Asks the network about every image.</summary>
    /// <param name="network">Softmax over the classes of the images.</param>
    /// <param name="images">Images that it was not trained on.</param>
    /// <param name="name">What messages call the network.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>What there is to say; or a failure if an answer is not a number.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was asked to.</exception>
    public static Result<Examination> Of(
        INetwork<ReadOnlyMemory<int>> network,
        ImageDataset images,
        string name,
        CancellationToken cancellation
    ) =>
        NetworkTest
            .Run(network, images, name, cancellation)
            .Map(test => Of(test, network.Predict(new ImageBatches(images), cancellation), images));

    private static Examination Of(
        ClassificationReport test,
        DenseMatrix probabilities,
        ImageDataset images
    )
    {
        ImmutableArray<Answer> answers =
        [
            .. Enumerable
                .Range(0, images.Count)
                .Select(i =>
                    Answer.Of(
                        probabilities.Values.AsSpan(
                            i * probabilities.RowCount,
                            probabilities.RowCount
                        )
                    )
                ),
        ];
        return new(
            test,
            [
                .. Enumerable
                    .Range(0, images.Count)
                    .Where(i => answers[i].Class != images.Label(i))
                    .OrderBy(i => answers[i].Probabilities[images.Label(i)])
                    .Take(MostMistakes)
                    .Select(i => new Mistake(
                        i,
                        images.Label(i),
                        answers[i].Class,
                        answers[i].Probability,
                        answers[i].Probabilities[images.Label(i)],
                        [.. images.Image(i)]
                    )),
            ]
        );
    }
}
