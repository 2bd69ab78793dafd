using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using LayerGen.Reference.Checks;
using LayerGen.Reference.Stacks;
using Xunit;
using Xunit.Abstractions;

namespace LayerGen.Integration.Tests;

public sealed class GradientTests(ITestOutputHelper output)
{
    public static TheoryData<string> LayerKinds =>
        [.. KnownStacks.Alone.AddRange(KnownStacks.Trained).Select(stack => stack.Name)];

    [Theory]
    [MemberData(nameof(LayerKinds))]
    public void Every_layer_kind_computes_what_the_naive_network_computes(string name)
    {
        Stack stack = CompiledStacks.Known(name);
        foreach (SampleKind samples in Enum.GetValues<SampleKind>())
        foreach (WeightKind weights in Enum.GetValues<WeightKind>())
        {
            // 11 samples are neither one shard nor a whole number of any tile.
            Circumstances circumstances = new(3, 11, 16, 2, (int)samples, samples, weights)
            {
                IsWeighted = weights == WeightKind.WithBias,
            };
            GradientCheck.Outcome outcome = GradientCheck.Run(
                CompiledStacks.Networks,
                stack,
                circumstances
            );
            Assert.True(outcome.IsRight, outcome.ToString());
        }
    }

    [Fact]
    public void Random_stacks_compute_what_the_naive_network_computes()
    {
        ImmutableArray<GradientCheck.Outcome> outcomes = StackCheck.Run(
            CompiledStacks.Networks,
            CompiledStacks.Random,
            seed: 1
        );
        using StringWriter report = new();
        StackCheck.Report(outcomes, report);
        output.WriteLine(report.ToString());
        Assert.True(outcomes.All(outcome => outcome.IsRight), report.ToString());
    }

    [Fact]
    public void LossAndGradients_agrees_with_differences_of_the_loss_where_it_is_smooth()
    {
        using SmoothNetwork network = new(seed: 5, maxBatchSize: 6, threads: 1);
        (MathNet.Numerics.LinearAlgebra.Single.DenseMatrix inputs, int[] labels) = Examples.Classes(
            8 * 7 * 2,
            4,
            6
        );
        network.LossAndGradients(inputs, labels);
        float[][] gradients =
        [
            .. network.Parameters.Select(parameter => (float[])parameter.Gradient.Values.Clone()),
        ];

        // Along the gradient itself, where the loss changes most: the slope is then the gradient's length. At this
        // distance the third derivative adds some 1e-4 of the slope, and the float32 loss rounds at 1e-7 / 2e-2.
        double length = Math.Sqrt(gradients.Sum(gradient => gradient.Sum(g => (double)g * g)));
        const double distance = 1e-2;
        Move(network, gradients, distance / length);
        double above = network.Loss(inputs, labels).Total;
        Move(network, gradients, -2 * distance / length);
        double below = network.Loss(inputs, labels).Total;
        Assert.Equal(1, (above - below) / (2 * distance) / length, 1e-3);
    }

    private static void Move(INetwork network, IReadOnlyList<float[]> directions, double factor)
    {
        foreach ((Parameter parameter, float[] direction) in network.Parameters.Zip(directions))
        {
            for (int i = 0; i < direction.Length; i++)
                parameter.Value.Values[i] += (float)(factor * direction[i]);
        }
    }
}
