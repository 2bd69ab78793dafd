using System;
using LayerGen.Optimizers;
using MathNet.Numerics.LinearAlgebra.Single;
using Xunit;

namespace LayerGen.Integration.Tests;

/// <summary>Networks beyond chains of layers with a class at their end learn what they are for.</summary>
public sealed class GraphLearningTests
{
    [Fact]
    public void Regression_learns_a_curve()
    {
        using CurveNetwork network = new(seed: 1, maxBatchSize: 64, threads: 2);
        DenseMatrix inputs = DenseMatrix.Create(
            2,
            64,
            (row, column) => ((row == 0 ? column % 8 : column / 8) / 3.5f) - 1
        );
        DenseMatrix targets = DenseMatrix.Create(
            1,
            64,
            (_, column) => inputs[0, column] * inputs[1, column]
        );
        double before = network.Loss(inputs, targets).Total;
        double after = Train(network, inputs, targets, steps: 1500, learningRate: 0.01);
        // The product's own variance is about 0.19: what a constant answer reaches.
        Assert.True(before > 0.05, $"{before}");
        Assert.True(after < 0.003, $"{after}");
        Assert.Null(network.Loss(inputs, targets).Accuracy);
    }

    [Fact]
    public void Autoencoder_gives_back_smooth_images()
    {
        using AutoencoderNetwork network = new(seed: 1, maxBatchSize: 16, threads: 2);
        DenseMatrix images = DenseMatrix.Create(
            36,
            16,
            (pixel, image) => (float)Math.Sin((pixel / 6 * 0.4) + (pixel % 6 * 0.3) + image)
        );
        double after = Train(network, images, images, steps: 400, learningRate: 0.01);
        // The variance of a sine is ½.
        Assert.True(after < 0.02, $"{after}");
    }

    [Fact]
    public void Residual_network_learns_a_batch_by_heart_and_knows_it_at_inference()
    {
        using ResidualNetwork network = new(seed: 1, maxBatchSize: 30, threads: 2);
        (DenseMatrix inputs, int[] labels) = Examples.Classes(14 * 14, 10, 30);
        Adam adam = new(network, new AdamOptions { LearningRate = 0.01 });
        for (int step = 0; step < 150; step++)
        {
            network.LossAndGradients(inputs, labels);
            adam.Step();
        }
        Assert.Equal(1, network.Loss(inputs, labels).Accuracy);
    }

    private static double Train(
        INetwork<DenseMatrix> network,
        DenseMatrix inputs,
        DenseMatrix targets,
        int steps,
        double learningRate
    )
    {
        Adam adam = new(network, new AdamOptions { LearningRate = learningRate });
        double loss = 0;
        for (int step = 0; step < steps; step++)
        {
            loss = network.LossAndGradients(inputs, targets).Total;
            adam.Step();
        }
        return loss;
    }
}
