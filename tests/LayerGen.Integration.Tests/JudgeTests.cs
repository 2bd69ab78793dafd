using System;
using System.Collections.Generic;
using System.Linq;
using LayerGen.Kernels;
using LayerGen.Reference.Checks;
using LayerGen.Reference.Stacks;
using MathNet.Numerics.LinearAlgebra.Single;
using Xunit;

namespace LayerGen.Integration.Tests;

/// <summary>A judge that lets everything pass proves nothing: these networks are wrong in one number.</summary>
public sealed class JudgeTests
{
    private static readonly Circumstances Usual = new(
        1,
        5,
        5,
        1,
        0,
        SampleKind.Continuous,
        WeightKind.WithBias
    );

    [Fact]
    public void Run_lets_the_generated_network_pass() => Assert.True(Judge(_ => { }).IsRight);

    [Fact]
    public void Run_notices_every_gradient_that_is_off()
    {
        int tensors = Judge(_ => { })
            .Findings.Count(finding => finding.Kind.Contains('.', StringComparison.Ordinal));
        // Two convolutions and a dense layer, each with weight and bias.
        Assert.Equal(6, tensors);
        for (int tensor = 0; tensor < tensors; tensor++)
        {
            int wrong = tensor;
            GradientCheck.Outcome outcome = Judge(network =>
            {
                // A thousandth of the largest gradient, in the last place.
                float[] gradient = network.Parameters[wrong].Gradient.Values;
                gradient[^1] += 1e-3f * gradient.Max(Math.Abs);
            });
            Finding found = Assert.Single(outcome.Findings, finding => !finding.IsRounding);
            Assert.Equal(
                outcome
                    .Findings.Where(finding => finding.Kind.Contains('.', StringComparison.Ordinal))
                    .ElementAt(wrong),
                found
            );
        }
    }

    [Fact]
    public void Run_notices_a_gradient_that_is_no_number() =>
        Assert.False(
            Judge(network => network.Parameters[0].Gradient.Values[0] = float.NaN).IsRight
        );

    [Fact]
    public void Run_lets_no_network_pass_whose_gradients_it_cannot_judge()
    {
        Stack stack = CompiledStacks.Known("DigitCnn");
        using INetwork network = CompiledStacks.Networks.Create(
            stack.FullName,
            Usual.Seed,
            Usual.MaxBatchSize,
            1
        );
        // A filter whose sums are closer to 0 than rounding can tell, whatever the sample.
        Array.Clear(network.Parameters[0].Value.Values);
        Array.Fill(network.Parameters[1].Value.Values, 1);
        network.Parameters[1].Value.Values[0] = 1e-9f;
        GradientCheck.Outcome outcome = GradientCheck.Run(
            network,
            stack,
            Usual with
            {
                Weights = WeightKind.Initial,
            }
        );
        Assert.Equal(Usual.BatchSize, outcome.Undecided);
        Assert.False(outcome.IsRight);
        Assert.Contains("not judged", outcome.ToString(), StringComparison.Ordinal);
    }

    private static GradientCheck.Outcome Judge(Action<INetwork> spoil)
    {
        Stack stack = CompiledStacks.Known("DigitCnn");
        using Spoiled network = new(
            (INetwork<ReadOnlyMemory<int>>)
                CompiledStacks.Networks.Create(stack.FullName, Usual.Seed, Usual.MaxBatchSize, 1),
            spoil
        );
        return GradientCheck.Run(network, stack, Usual);
    }

    /// <summary>A network whose gradients are changed after they were computed.</summary>
    private sealed class Spoiled(INetwork<ReadOnlyMemory<int>> network, Action<INetwork> spoil)
        : INetwork<ReadOnlyMemory<int>>
    {
        public NetworkDescription Description => network.Description;

        public IReadOnlyList<Parameter> Parameters => network.Parameters;

        public int MaxBatchSize => network.MaxBatchSize;

        public WorkerTeam Workers => network.Workers;

        public DropoutPosition DropoutPosition
        {
            get => network.DropoutPosition;
            set => network.DropoutPosition = value;
        }

        public DenseMatrix Forward(DenseMatrix inputs) => network.Forward(inputs);

        public void Forward(DenseMatrix inputs, DenseMatrix outputs) =>
            network.Forward(inputs, outputs);

        public BatchLoss Loss(DenseMatrix inputs, ReadOnlyMemory<int> targets) =>
            network.Loss(inputs, targets);

        public BatchLoss LossAndGradients(DenseMatrix inputs, ReadOnlyMemory<int> targets)
        {
            BatchLoss loss = network.LossAndGradients(inputs, targets);
            spoil(network);
            return loss;
        }

        public void Dispose() => network.Dispose();
    }
}
