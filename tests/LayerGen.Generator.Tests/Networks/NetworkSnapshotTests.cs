using System.Runtime.CompilerServices;
using LayerGen.Reference.Checks;
using LayerGen.Reference.Generated;
using LayerGen.Reference.Stacks;

namespace LayerGen.Generator.Tests.Networks;

/// <summary>
/// The whole emitted code of networks that between them have every stage. A snapshot can freeze wrong mathematics, so
/// each network is also compiled, run and compared with the naive reference.
/// </summary>
public sealed class NetworkSnapshotTests
{
    private static readonly StackLayer Flatten = new StackLayer.Flatten();
    private static readonly StackLayer Softmax = new StackLayer.Softmax();

    /// <summary>Convolution with ReLU and maximum, the loss on exclusive classes.</summary>
    [Fact]
    public void Cnn() =>
        Check(
            SampleShape.Image(28, 28, 1),
            [
                new StackLayer.Conv(32, 3, 3) { Activation = Activation.Relu },
                new StackLayer.Pool(PoolKind.Max, 2, 2),
                new StackLayer.Conv(64, 3, 3) { Activation = Activation.Relu },
                new StackLayer.Pool(PoolKind.Max, 2, 2),
                Flatten,
                new StackLayer.Dense(10),
                Softmax,
            ]
        );

    /// <summary>Tanh and means: every position carries gradient; channels that fill no vector; zeros around the image.</summary>
    [Fact]
    public void LeNet() =>
        Check(
            SampleShape.Image(28, 28, 1),
            [
                new StackLayer.Conv(6, 5, 5)
                {
                    Padding = Padding.Same,
                    Activation = Activation.Tanh,
                },
                new StackLayer.Pool(PoolKind.Average, 2, 2),
                new StackLayer.Conv(16, 5, 5) { Activation = Activation.Tanh },
                new StackLayer.Pool(PoolKind.Average, 2, 2),
                Flatten,
                new StackLayer.Dense(120) { Activation = Activation.Tanh },
                new StackLayer.Dense(84) { Activation = Activation.Tanh },
                new StackLayer.Dense(10),
                Softmax,
            ]
        );

    /// <summary>Dense layers only, with dropout and penalties.</summary>
    [Fact]
    public void Mlp() =>
        Check(
            SampleShape.Features(100),
            [
                new StackLayer.Dense(64) { Activation = Activation.Relu, L2 = 0.001 },
                new StackLayer.Dropout(0.5),
                new StackLayer.Dense(33) { Activation = Activation.Relu, L1 = 0.0001 },
                new StackLayer.Dense(10),
                Softmax,
            ]
        );

    /// <summary>One probability a label, from a convolution that drops every other position.</summary>
    [Fact]
    public void MultiLabel() =>
        Check(
            SampleShape.Image(9, 7, 3),
            [
                new StackLayer.Conv(20, 3, 2) { Stride = 2, UseBias = false },
                new StackLayer.Activate(Activation.Sigmoid),
                Flatten,
                new StackLayer.Dense(5) { Activation = Activation.Sigmoid },
            ]
        );

    /// <summary>What fuses with nothing: overlapping windows, an activation behind a mean, dropout between convolutions.</summary>
    [Fact]
    public void Unfused() =>
        Check(
            SampleShape.Image(12, 11, 2),
            [
                new StackLayer.Conv(16, 3, 3) { Padding = Padding.Same, L1 = 0.001 },
                new StackLayer.Pool(PoolKind.Max, 3, 3) { Stride = 2 },
                new StackLayer.Dropout(0.25),
                new StackLayer.Conv(24, 3, 3) { Padding = Padding.Same },
                new StackLayer.Pool(PoolKind.Average, 2, 2),
                new StackLayer.Activate(Activation.Tanh),
                new StackLayer.Pool(PoolKind.Average, 2, 2) { Stride = 1 },
                Flatten,
                Softmax,
            ]
        );

    private static void Check(
        SampleShape input,
        StackLayer[] layers,
        [CallerFilePath] string testFile = "",
        [CallerMemberName] string name = ""
    )
    {
        Stack stack = new("Snapshots", name, input, [.. layers]);
        foreach (SampleKind samples in Enum.GetValues<SampleKind>())
        {
            Circumstances circumstances = new(
                Seed: 1,
                BatchSize: 9,
                MaxBatchSize: 10,
                Threads: 2,
                EarlierBatches: 1,
                samples,
                WeightKind.WithBias
            );
            GradientCheck.Outcome outcome = GradientCheck.Run(
                GeneratedNetworks.Compile([stack]),
                stack,
                circumstances
            );
            Assert.True(outcome.IsRight, outcome.ToString());
        }
        Snapshot.Verify(GeneratorRun.Of(StackSource.Declare(stack)).Result, testFile, name);
    }
}
