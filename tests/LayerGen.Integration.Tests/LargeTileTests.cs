using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using LayerGen.Generator.Core.Planning;
using LayerGen.Reference.Checks;
using LayerGen.Reference.Generated;
using LayerGen.Reference.Naive;
using LayerGen.Reference.Stacks;
using Microsoft.CodeAnalysis;
using Xunit;

namespace LayerGen.Integration.Tests;

/// <summary>
/// Rounding breaks ties in tiles of more than 2×2 outputs. What is a tie all the same is judged: networks with such tiles
/// whose generated code takes the other side of a tie are found to be wrong.
/// </summary>
public sealed class LargeTileTests
{
    // Of a quarter of all units and filters the weights are 0.
    private static readonly Circumstances WithZeros = new(
        1,
        5,
        5,
        1,
        0,
        SampleKind.Continuous,
        WeightKind.WithZeros
    );

    private static readonly StackLayer.Conv InTiles = new(16, 3, 3) { UseBias = false };

    private static readonly (string Right, string Wrong) ReluAtZero = (
        ".LessThanOrEqual(y,",
        ".LessThan(y,"
    );

    private static readonly (string Right, string Wrong) FirstOfEqual = (
        ".GreaterThan(value, largest)",
        ".GreaterThanOrEqual(value, largest)"
    );

    [Fact]
    public void Run_notices_the_derivative_at_zero_of_a_dense_layer_behind_large_tiles() =>
        RequireNoticed(
            ReluAtZero,
            InTiles with
            {
                Activation = Activation.Tanh,
            },
            new StackLayer.Flatten(),
            new StackLayer.Dense(16) { Activation = Activation.Relu, UseBias = false },
            new StackLayer.Dense(3)
        );

    [Fact]
    public void Run_notices_the_derivative_at_zero_of_filters_of_zeros_in_large_tiles() =>
        RequireNoticed(
            ReluAtZero,
            InTiles with
            {
                Activation = Activation.Relu,
            },
            new StackLayer.Flatten(),
            new StackLayer.Dense(3)
        );

    [Fact]
    public void Run_notices_the_last_of_equal_values_of_filters_of_zeros_in_large_tiles() =>
        RequireNoticed(
            FirstOfEqual,
            InTiles,
            new StackLayer.Pool(PoolKind.Max, 2, 2),
            new StackLayer.Flatten()
        );

    [Fact]
    public void Run_notices_the_last_of_equal_values_of_a_maximum_behind_large_tiles() =>
        RequireNoticed(
            FirstOfEqual,
            InTiles,
            new StackLayer.Pool(PoolKind.Max, 3, 3) { Stride = 2 },
            new StackLayer.Flatten()
        );

    [Fact]
    public void Run_draws_again_where_rounding_makes_sums_of_zeros_other_than_zero()
    {
        // Zeros of the image are zeros behind the first convolution, and patches of them lie beside other values.
        Stack stack = Made(
            SampleShape.Image(10, 14, 1),
            new StackLayer.Conv(16, 3, 3) { Padding = Padding.Same, Activation = Activation.Relu },
            InTiles with
            {
                Activation = Activation.Relu,
                UseBias = true,
            },
            new StackLayer.Flatten()
        );
        GradientCheck.Outcome outcome = GradientCheck.Run(
            GeneratedNetworks.Compile([stack]),
            stack,
            WithZeros with
            {
                BatchSize = 16,
                MaxBatchSize = 16,
                Samples = SampleKind.Quantised,
                Weights = WeightKind.Initial,
            }
        );
        Assert.True(outcome.IsRight, outcome.ToString());
        Assert.InRange(outcome.Redrawn, 1, 16);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(5)]
    public void TakenIn_tells_which_inputs_reach_an_output_of_a_transform(int size)
    {
        WinogradTransform transform = WinogradTransform.Of(size);
        for (int input = 0; input < transform.Products; input++)
        {
            double[] inputs = new double[transform.Products];
            inputs[input] = double.NaN;
            double[] outputs = Run(transform.Output, Run(transform.Input, inputs));
            for (int output = 0; output < size; output++)
            {
                (int first, int last) = LargeTile.TakenIn(output, size);
                Assert.Equal(
                    input >= output + first && input <= output + last,
                    double.IsNaN(outputs[output])
                );
            }
        }
    }

    private static double[] Run(LinearProgram program, double[] inputs)
    {
        Dictionary<string, double> values = inputs
            .Select((value, i) => (value, i))
            .ToDictionary(entry => $"d{entry.i}", entry => entry.value);
        foreach (LinearStep step in program.Steps)
            values[step.Target] = step.Terms.Sum(term => term.Factor * values[term.Value]);
        return [.. Enumerable.Range(0, program.Outputs).Select(i => values[$"r{i}"])];
    }

    private static Stack Made(SampleShape input, params StackLayer[] layers) =>
        new("LayerGen.Tiles", "Made", input, [.. layers, new StackLayer.Softmax()]);

    private static void RequireNoticed(
        (string Right, string Wrong) mutation,
        params StackLayer[] layers
    )
    {
        Stack stack = Made(SampleShape.Image(10, 14, 16), layers);
        GeneratedNetworks right = GeneratedNetworks.Compile([stack]);
        using INetwork network = right.Create(stack.FullName);
        Assert.Equal([new(0, new(4, 4))], LargeTile.Of(network.Description));
        GradientCheck.Outcome outcome = GradientCheck.Run(right, stack, WithZeros);
        Assert.True(outcome.IsRight, outcome.ToString());

        GradientCheck.Outcome mutated = GradientCheck.Run(
            GeneratedNetworks.Compile([(stack, new Mutant(right.Files, mutation))]),
            stack,
            WithZeros
        );
        Assert.True(mutated.IsJudged, mutated.ToString());
        Assert.False(mutated.IsRight);
    }

    /// <summary>Gives code that was generated before, changed in one way wherever it can be.</summary>
    private sealed class Mutant(
        ImmutableArray<GeneratedFile> files,
        (string Right, string Wrong) mutation
    ) : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context)
        {
            Assert.Contains(
                files,
                file => file.Text.Contains(mutation.Right, StringComparison.Ordinal)
            );
            context.RegisterPostInitializationOutput(output =>
            {
                foreach (GeneratedFile file in files)
                    output.AddSource(
                        file.HintName,
                        file.Text.Replace(mutation.Right, mutation.Wrong, StringComparison.Ordinal)
                    );
            });
        }
    }
}
