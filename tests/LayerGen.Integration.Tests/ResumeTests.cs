using System;
using System.IO;
using System.Linq;
using LayerGen.Optimizers;
using LayerGen.Persistence;
using MathNet.Numerics.LinearAlgebra.Single;
using Xunit;

namespace LayerGen.Integration.Tests;

/// <summary>Training that went through a checkpoint gives the bits of training that did not.</summary>
public sealed class ResumeTests
{
    private const int BatchSize = 19;
    private const int Steps = 6;

    [Theory]
    [InlineData(true, 1, 3)]
    [InlineData(true, 2, 1)]
    [InlineData(false, 3, 2)]
    public void A_network_with_dropout_continues_with_the_same_bits(
        bool isAdam,
        int threads,
        int otherThreads
    )
    {
        string path = Path.Combine(Path.GetTempPath(), $"layergen-{Guid.NewGuid():N}.safetensors");
        using DroppingNetwork straight = new(seed: 4, BatchSize, threads);
        IOptimizer optimizer = Optimizer(straight);
        Train(straight, optimizer, first: 0);
        TrainingState state = TrainingState.Capture(
            straight,
            optimizer,
            new(Epoch: 1, Batch: Steps, Seed: 4, [], default)
        );
        Train(straight, optimizer, first: Steps);

        // Of another seed: everything comes from the file.
        using DroppingNetwork resumed = new(seed: 5, BatchSize, otherThreads);
        IOptimizer other = Optimizer(resumed);
        try
        {
            CheckpointFile.Save(path, state).ValueOrThrow();
            CheckpointFile
                .Load(path, resumed)
                .Then(loaded => loaded.Restore(resumed, other))
                .ValueOrThrow();
        }
        finally
        {
            File.Delete(path);
        }
        Train(resumed, other, first: Steps);

        Assert.Equal(new DropoutPosition(4, 2 * Steps), resumed.DropoutPosition);
        AssertSame(ParameterValues.Capture(straight), ParameterValues.Capture(resumed));
        OptimizerState expected = optimizer.Capture();
        OptimizerState actual = other.Capture();
        Assert.Equal(2 * Steps, actual.Steps);
        Assert.Equal(expected.Moments.Keys, actual.Moments.Keys);
        foreach ((string kind, ParameterValues moment) in expected.Moments)
            AssertSame(moment, actual.Moments[kind]);

        IOptimizer Optimizer(INetwork network) =>
            isAdam ? new Adam(network) : new Sgd(network, new(0.05, 0.9, Nesterov: true));
    }

    [Fact]
    public void Masks_depend_on_the_dropout_position_alone()
    {
        using DroppingNetwork network = new(seed: 4, BatchSize, threads: 1);
        double first = Loss(network);
        double second = Loss(network);
        Assert.NotEqual(first, second);
        Assert.Equal(new DropoutPosition(4, 2), network.DropoutPosition);
        network.DropoutPosition = new(4, 0);
        Assert.Equal(first, Loss(network));
        Assert.Equal(second, Loss(network));
        network.DropoutPosition = new(5, 0);
        Assert.NotEqual(first, Loss(network));

        static double Loss(DroppingNetwork network)
        {
            (DenseMatrix inputs, int[] labels) = Batch(step: 0);
            return network.LossAndGradients(inputs, labels).Data;
        }
    }

    private static void Train(DroppingNetwork network, IOptimizer optimizer, int first)
    {
        for (int step = first; step < first + Steps; step++)
        {
            (DenseMatrix inputs, int[] labels) = Batch(step);
            network.LossAndGradients(inputs, labels);
            optimizer.Step();
        }
    }

    private static (DenseMatrix Inputs, int[] Labels) Batch(int step)
    {
        RandomSource random = new((ulong)step);
        DenseMatrix inputs = new(DroppingNetwork.InputSize, BatchSize);
        for (int i = 0; i < inputs.Values.Length; i++)
            inputs.Values[i] = (float)random.NextGaussian();
        return (inputs, [.. Enumerable.Range(0, BatchSize).Select(i => (i + step) % 3)]);
    }

    private static void AssertSame(ParameterValues expected, ParameterValues actual) =>
        Assert.Equal(
            expected.Tensors.SelectMany(Bits).ToArray(),
            actual.Tensors.SelectMany(Bits).ToArray()
        );

    private static int[] Bits(NamedTensor tensor) =>
        [.. tensor.Values.Select(BitConverter.SingleToInt32Bits)];
}
