using System;
using System.Linq;
using MathNet.Numerics.LinearAlgebra.Single;
using Xunit;

namespace LayerGen.Integration.Tests;

/// <summary>Gradients of networks whose values are read by several layers, against differences of the loss.</summary>
public sealed class GraphGradientTests
{
    [Fact]
    public void Every_gradient_of_a_network_with_joins_agrees_with_differences_of_the_loss()
    {
        using JoiningNetwork network = new(seed: 3, maxBatchSize: 7, threads: 2);
        (DenseMatrix inputs, DenseMatrix targets) = Examples.Labels(
            JoiningNetwork.InputSize,
            JoiningNetwork.OutputSize,
            7
        );
        Check(network, inputs, targets);
    }

    [Fact]
    public void Every_gradient_of_a_network_with_two_inputs_and_blocks_agrees_with_differences_of_the_loss()
    {
        using TwoInputNetwork network = new(seed: 3, maxBatchSize: 7, threads: 2);
        (DenseMatrix inputs, DenseMatrix targets) = Examples.Labels(
            (6 * 5 * 2) + 3,
            TwoInputNetwork.OutputSize,
            7
        );
        Check(network, inputs, targets);
    }

    [Fact]
    public void Every_gradient_of_a_network_with_batch_normalisation_agrees_with_differences_of_the_loss()
    {
        using NormalisedNetwork network = new(seed: 3, maxBatchSize: 9, threads: 2);
        (DenseMatrix inputs, DenseMatrix targets) = Examples.Labels(
            NormalisedNetwork.InputSize,
            NormalisedNetwork.OutputSize,
            9
        );
        Check(network, inputs, targets);
    }

    [Fact]
    public void Every_gradient_of_a_network_that_changes_shapes_agrees_with_differences_of_the_loss()
    {
        using ShapingNetwork network = new(seed: 3, maxBatchSize: 7, threads: 2);
        (DenseMatrix inputs, DenseMatrix targets) = Examples.Labels(
            ShapingNetwork.InputSize,
            ShapingNetwork.OutputSize,
            7
        );
        Check(network, inputs, targets);
    }

    // Values 0, 1, 2, … are so far apart that no step of the differences changes the largest.
    [Fact]
    public void Gradient_of_the_largest_of_an_image_goes_to_where_it_is()
    {
        using LargestNetwork network = new(seed: 3, maxBatchSize: 4, threads: 1);
        DenseMatrix inputs = DenseMatrix.Create(
            24,
            4,
            (row, column) => ((row * 7) + column) % 24 / 8f
        );
        Check(network, inputs, DenseMatrix.Create(2, 4, (row, column) => (row + column) % 2));
    }

    // One network reshapes before it flattens, the other only flattens: nothing may differ.
    [Fact]
    public void Values_in_another_shape_keep_their_order()
    {
        using ReshapedNetwork reshaped = new(seed: 3, maxBatchSize: 2, threads: 1);
        using FlatNetwork flat = new(seed: 3, maxBatchSize: 2, threads: 1);
        (DenseMatrix inputs, _) = Examples.Labels(ReshapedNetwork.InputSize, 2, 2);
        Assert.Equal(flat.Forward(inputs).Values, reshaped.Forward(inputs).Values);
    }

    [Fact]
    public void Each_use_of_a_block_has_parameters_of_its_own()
    {
        using TwoInputNetwork network = new(seed: 3, maxBatchSize: 1, threads: 1);
        Assert.Equal(
            [
                "detour1.conv1.weight 16×3×3×2",
                "detour1.conv1.bias 16",
                "detour1.conv2.weight 16×3×3×16",
                "detour1.conv2.bias 16",
                "detour1.conv3.weight 16×1×1×2",
                "detour1.conv3.bias 16",
                "detour2.conv1.weight 5×3×3×16",
                "detour2.conv1.bias 5",
                "detour2.conv2.weight 5×3×3×5",
                "detour2.conv2.bias 5",
                "detour2.conv3.weight 5×1×1×16",
                "detour2.conv3.bias 5",
                "dense1.weight 4×3",
                "dense1.bias 4",
                "dense2.weight 2×34",
                "dense2.bias 2",
            ],
            network.Parameters.Select(parameter =>
                $"{parameter.Name} {string.Join("×", parameter.Axes)}"
            )
        );
    }

    /// <summary>
    /// Moves each tensor along its own gradient: the slope of the loss is then the gradient's length. At this distance the
    /// third derivative adds some 1e-4 of the slope, and the float32 loss rounds at 1e-7 of itself.
    /// </summary>
    private static void Check(
        INetwork<DenseMatrix> network,
        DenseMatrix inputs,
        DenseMatrix targets
    )
    {
        network.LossAndGradients(inputs, targets);
        float[][] gradients =
        [
            .. network.Parameters.Select(parameter => (float[])parameter.Gradient.Values.Clone()),
        ];
        for (int tensor = 0; tensor < gradients.Length; tensor++)
        {
            if (!network.Parameters[tensor].IsTrained)
                continue;
            float[] values = network.Parameters[tensor].Value.Values;
            float[] original = (float[])values.Clone();
            double length = Math.Sqrt(gradients[tensor].Sum(g => (double)g * g));
            Assert.True(length > 1e-5, $"{network.Parameters[tensor].Name} has no gradient.");
            double distance = Math.Min(0.02, 0.004 / length);
            double At(double step)
            {
                for (int i = 0; i < values.Length; i++)
                    values[i] = original[i] + (float)(step * gradients[tensor][i] / length);
                // The loss of training, whose batch statistics are those of the gradients.
                return network.LossAndGradients(inputs, targets).Total;
            }
            double slope = (At(distance) - At(-distance)) / (2 * distance);
            original.CopyTo(values, 0);
            Assert.True(
                Math.Abs((slope / length) - 1) < 0.005,
                $"{network.Parameters[tensor].Name}: slope {slope}, gradient {length}."
            );
        }
    }
}
