using LayerGen.Data;
using LayerGen.Optimizers;
using MnistModel.Data;

namespace MnistModel.Tests;

/// <summary>A network that has learned drawn digits well enough to answer, made once for all tests that ask it.</summary>
public sealed class LearnedDigits : IDisposable
{
    private const int BatchSize = 32;

    /// <summary>Trains: 40 steps over 1,280 drawn digits take less than a second.</summary>
    public LearnedDigits()
    {
        Adam optimizer = new(Network, new AdamOptions(0.003));
        ImageBatches source = new(Digits(seed: 1, 40 * BatchSize));
        MathNet.Numerics.LinearAlgebra.Single.DenseMatrix inputs = new(28 * 28, BatchSize);
        foreach (int[] indices in Enumerable.Range(0, source.Count).Chunk(BatchSize))
        {
            source.Load(indices, inputs, out ReadOnlyMemory<int> labels);
            Network.LossAndGradients(inputs, labels);
            optimizer.Step();
        }
    }

    /// <summary>The network.</summary>
    public MnistCnn Network { get; } = new(seed: 1, maxBatchSize: 64, threads: 1);

    /// <summary>Digits that were not trained on.</summary>
    public ImageDataset Unseen { get; } = Digits(seed: 2, 500);

    public void Dispose() => Network.Dispose();

    private static ImageDataset Digits(ulong seed, int count)
    {
        Synthetic.DigitImages images = Synthetic.SyntheticDigits.Training(seed, count);
        return ImageDataset
            .Create(
                LoadedData.SyntheticName,
                DatasetAssembly.Side,
                DatasetAssembly.Side,
                1,
                DatasetAssembly.Classes,
                images.Pixels,
                images.Labels
            )
            .ValueOrThrow();
    }
}
