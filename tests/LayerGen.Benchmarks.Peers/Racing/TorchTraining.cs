using System.Collections.Immutable;
using LayerGen.Benchmarks.Peers.Architecture;
using LayerGen.Benchmarks.Peers.Measuring;
using LayerGen.Benchmarks.Peers.Torch;
using LayerGen.Data;
using LayerGen.Schedules;
using static TorchSharp.torch;

namespace LayerGen.Benchmarks.Peers.Racing;

/// <summary>
/// What <c>MnistModel train --target-accuracy</c> does, with libtorch: loads MNIST, holds the same images back, trains
/// from the same weights in the same order, with the same learning rates, until the validation accuracy is reached, saves and tests.
/// </summary>
internal static class TorchTraining
{
    /// <summary>Images that <c>MnistModel</c> holds back of MNIST's 60,000.</summary>
    private const int ValidationCount = 5_000;

    /// <summary>Adam's step size as both begin with it.</summary>
    private const double LearningRate = 0.001;

    /// <summary>How it changes, by its name on <c>MnistModel</c>'s command line, where it is the default.</summary>
    public const string ScheduleName = "cosine";

    private static readonly Schedule Schedule = new Schedule.CosineDecay();

    /// <summary>Trains.</summary>
    /// <param name="architecture">The network.</param>
    /// <param name="options">How.</param>
    /// <param name="folder">Where MNIST's files are.</param>
    /// <param name="output">Gets the lines that <see cref="Finish"/> reads.</param>
    /// <returns>Why it could not; null if it did.</returns>
    public static Failure? Run(
        PeerArchitecture architecture,
        TorchTrainingOptions options,
        string folder,
        TextWriter output
    ) =>
        Samples
            .Mnist(folder, "train")
            .Then(all => Samples.Mnist(folder, "t10k").Map(test => (All: all, Test: test)))
            .Map(data =>
            {
                Run(architecture, options, data.All, data.Test, output);
                return data;
            })
            is Result<(ImageDataset, ImageDataset)>.Error(var failure)
            ? failure
            : null;

    private static void Run(
        PeerArchitecture architecture,
        TorchTrainingOptions options,
        ImageDataset all,
        ImageDataset test,
        TextWriter output
    )
    {
        set_num_threads(options.Threads);
        var (training, validation) = all.Split(ValidationCount, options.Seed);
        using TorchEpochs epochs = new(
            architecture,
            InitialWeights(architecture, options.Seed),
            training,
            options.BatchSize,
            options.Layout
        );
        using TorchTest validating = new(validation, architecture.IsTurned, options.Layout);
        using TorchTest testing = new(test, architecture.IsTurned, options.Layout);
        int[] order = new int[training.Count];
        int batches = (training.Count + options.BatchSize - 1) / options.BatchSize;
        double accuracy = 0;
        for (int epoch = 1; epoch <= options.Epochs && accuracy < options.Target; epoch++)
        {
            BatchOrder.Shuffled(order, options.Seed, epoch);
            using Tensor indices = tensor(order, ScalarType.Int64);
            int running = epoch;
            epochs.Run(
                options.Threads,
                indices,
                batch =>
                    LearningRate
                    * Schedule.Factor(new(running, batch, batches, options.Epochs, History: []))
            );
            accuracy = validating.Accuracy(epochs.Model);
            output.WriteLine(Finish.EpochLine(accuracy));
        }
        epochs.Model.Save(options.Weights);
        output.WriteLine(Finish.TestLine(testing.Accuracy(epochs.Model)));
    }

    /// <summary>Those that LayerGen begins with.</summary>
    private static ImmutableArray<PeerTensor> InitialWeights(
        PeerArchitecture architecture,
        ulong seed
    )
    {
        using INetwork network = architecture.Network.Create(seed, 1, 1);
        return PeerTensor.Parameters(architecture, network, parameter => parameter.Value);
    }
}
