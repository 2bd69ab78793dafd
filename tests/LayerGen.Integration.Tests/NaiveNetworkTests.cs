using System;
using System.Collections.Immutable;
using System.Linq;
using LayerGen.Reference.Checks;
using LayerGen.Reference.Naive;
using LayerGen.Reference.Stacks;
using Xunit;

namespace LayerGen.Integration.Tests;

/// <summary>Who judges the generated code is judged first, without any generated code.</summary>
public sealed class NaiveNetworkTests
{
    // A central difference at distance 1e-5 errs by some 1e-10 of terms of order 1; third derivatives of a network are
    // larger than 1, and the loss loses digits where it sums many terms.
    private const double DifferenceTolerance = 1e-6;

    [Fact]
    public void LossAndGradients_agrees_with_differences_for_every_layer_kind()
    {
        foreach (Stack stack in KnownStacks.Alone)
            RequireDifferences(stack, every: 1 + (int)(stack.MultiplyAdds / 500));
    }

    [Fact]
    public void LossAndGradients_agrees_with_differences_for_random_stacks()
    {
        // The naive network runs twice for each learned number: only small networks are affordable.
        Stack[] small = [.. CompiledStacks.Random.Where(stack => stack.MultiplyAdds < 20_000)];
        Assert.True(small.Length > 80, $"Only {small.Length} small networks.");
        foreach (Stack stack in small)
            RequireDifferences(stack, every: 1 + (int)(stack.MultiplyAdds / 100));
    }

    [Theory]
    [InlineData(7, 3, 1, 7, 1)] // 7 − 1 + 3 − 7 = 2 zeros, 1 before
    [InlineData(7, 4, 1, 7, 1)] // 3 zeros, the smaller half before
    [InlineData(8, 3, 2, 4, 0)] // 6 + 3 − 8 = 1 zero, none before
    [InlineData(8, 2, 3, 3, 0)] // 6 + 2 − 8 = 0 zeros
    [InlineData(1, 5, 3, 1, 2)] // 4 zeros around a single value
    [InlineData(9, 1, 2, 5, 0)] // 8 + 1 − 9 = 0 zeros
    public void Along_pads_as_documented_when_padding_is_same(
        int input,
        int window,
        int stride,
        int outputs,
        int before
    ) =>
        Assert.Equal(
            new(outputs, before, stride),
            Sliding.Along(input, window, stride, Padding.Same)
        );

    [Fact]
    public void LossAndGradients_gives_the_gradient_to_the_first_of_equal_values()
    {
        // Two pixels of two channels, added by weights of 1: 0.25 + 0.75 and 0.75 + 0.25 are the same number, so the
        // first pixel wins the window. The logit is 1 and the target 0: its gradient is σ(1).
        Stack stack = new(
            "LayerGen.Probe",
            "FirstOfEqual",
            SampleShape.Image(1, 2, 2),
            [
                new StackLayer.Conv(1, 1, 1) { UseBias = false },
                new StackLayer.Pool(PoolKind.Max, 1, 2),
                new StackLayer.Activate(Activation.Sigmoid),
            ]
        );
        NaiveNetwork network = NaiveNetwork.Build(stack, [new("weight", 1, 2, [1, 1])], 0);
        ImmutableArray<double> gradient = network
            .LossAndGradients(
                [
                    [0.25, 0.75, 0.75, 0.25],
                ],
                [
                    [0],
                ],
                0
            )
            .Gradients[0]
            .Values;
        double slope = 1 / (1 + Math.Exp(-1));
        Assert.Equal(0.25 * slope, gradient[0], 1e-15);
        Assert.Equal(0.75 * slope, gradient[1], 1e-15);
    }

    private static void RequireDifferences(Stack stack, int every)
    {
        Circumstances circumstances = Circumstances.For(stack, 1, 0, null) with
        {
            Samples = SampleKind.Continuous,
            IsWeighted = stack.Layers.Length % 2 == 0,
        };
        NaiveNetwork network = NaiveNetwork.Build(
            stack,
            NaiveParameter.Draw(stack, new(1)),
            1,
            circumstances.ClassWeights(stack)
        );
        Batch batch = Batch.Random(stack, circumstances, 2, 1);
        DifferenceCheck.Outcome outcome = DifferenceCheck.Run(
            network,
            batch.Samples,
            batch.TargetColumns,
            every
        );
        Assert.True(outcome.Compared > outcome.Skipped, $"{outcome} leaves little in {stack}");
        Assert.True(outcome.WorstError < DifferenceTolerance, $"{outcome} in {stack}");
    }
}
