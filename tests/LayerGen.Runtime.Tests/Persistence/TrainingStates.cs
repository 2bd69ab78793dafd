using System.Collections.Immutable;
using LayerGen.Optimizers;
using LayerGen.Persistence;
using LayerGen.Training;

namespace LayerGen.Tests.Persistence;

/// <summary>Training states for tests, all different and every part of them filled.</summary>
internal static class TrainingStates
{
    /// <summary>A small network after a few steps of Adam on made-up gradients.</summary>
    /// <param name="number">Decides every number in it.</param>
    public static TrainingState Create(int number)
    {
        using WeightsNetwork network = WeightsNetwork.Create(first: number);
        Adam adam = new(network, new(LearningRate: 0.001 * (number + 1)));
        ParameterValues best = ParameterValues.Capture(network);
        RandomSource random = new((ulong)number);
        for (int step = 0; step < 2; step++)
        {
            foreach (Parameter parameter in network.Parameters)
            foreach (ref float gradient in parameter.Gradient.Values.AsSpan())
                gradient = (float)random.NextGaussian();
            adam.Step();
        }
        network.DropoutPosition = new(random.NextUInt64(), 2 + number);
        return TrainingState.Capture(network, adam, Progress(number), best) with
        {
            Notes = ImmutableSortedDictionary<string, string>
                .Empty.Add("options", $"{{\"epochs\": {number}}}")
                .Add("", "Ünïcode 𝄞 \n"),
        };
    }

    /// <summary>The network of <see cref="CreateLarge"/>.</summary>
    public static WeightsNetwork CreateLargeNetwork() =>
        new(
            WeightsNetwork.Parameter("conv1.weight", [64, 3, 3, 32]),
            WeightsNetwork.Parameter("conv1.bias", [64])
        );

    /// <summary>A state whose file takes a third of a megabyte: many writes.</summary>
    public static TrainingState CreateLarge(int number)
    {
        using WeightsNetwork network = CreateLargeNetwork();
        Adam adam = new(network);
        RandomSource random = new((ulong)number);
        foreach (Parameter parameter in network.Parameters)
        foreach (ref float value in parameter.Gradient.Values.AsSpan())
            value = random.NextSingle();
        adam.Step();
        return TrainingState.Capture(
            network,
            adam,
            Progress(number),
            ParameterValues.Capture(network)
        );
    }

    /// <summary>Which number a state was made from.</summary>
    public static int NumberOf(TrainingState state) => (int)(ulong.MaxValue - state.Progress.Seed);

    private static TrainingProgress Progress(int number) =>
        new(
            Epoch: 3 + number,
            Batch: 17,
            Seed: ulong.MaxValue - (ulong)number,
            History:
            [
                new(1, 5, 100, 0.1 + number, 1e-300, 0.25, 0.5, 0.75, 1.5, 0.5),
                new(2, 5, 100, 1d / 3, 0, 1, null, null, 2.5, 0),
            ],
            Unfinished: new(Math.PI, -0.0, 12, 544),
            BestEpoch: 2,
            BestScore: 0.1 * number
        )
        {
            LearningRate = 0.3,
            Samples = 100,
            BatchSize = 7,
            SkippedBatches = 2,
            Seconds = 0.7,
            Rollbacks = 1,
        };
}
