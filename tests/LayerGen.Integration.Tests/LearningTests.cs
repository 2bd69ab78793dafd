using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using LayerGen.Optimizers;
using MathNet.Numerics.LinearAlgebra.Single;
using Xunit;

namespace LayerGen.Integration.Tests;

public sealed class LearningTests
{
    [Fact]
    public void Training_learns_a_batch_of_images_by_heart()
    {
        using DigitNetwork network = new(seed: 1, maxBatchSize: 20, threads: 2);
        Adam adam = new(network, new AdamOptions { LearningRate = 0.01 });
        (DenseMatrix inputs, int[] labels) = Examples.Classes(14 * 14, 10, 20);
        double before = network.Loss(inputs, labels).Total;
        for (int step = 0; step < 200; step++)
        {
            network.LossAndGradients(inputs, labels);
            adam.Step();
        }
        BatchLoss after = network.Loss(inputs, labels);
        // Untrained, the loss of ten classes is near ln 10 = 2.3.
        Assert.True(before > 1, $"{before}");
        Assert.True(after.Total < 0.01, $"{after}");
        Assert.Equal(1, after.Accuracy);
    }

    [Fact]
    public void Training_learns_exclusive_or()
    {
        using ExclusiveOrNetwork network = new(seed: 1, maxBatchSize: 4, threads: 1);
        Adam adam = new(network, new AdamOptions { LearningRate = 0.05 });
        DenseMatrix inputs = new(2, 4, [0, 0, 0, 1, 1, 0, 1, 1]);
        DenseMatrix targets = new(1, 4, [0, 1, 1, 0]);
        for (int step = 0; step < 500; step++)
        {
            network.LossAndGradients(inputs, targets);
            adam.Step();
        }
        BatchLoss loss = network.Loss(inputs, targets);
        Assert.True(loss.Total < 0.01, $"{loss}");
        Assert.Equal(1, loss.Accuracy);
    }

    [Fact]
    public void Training_with_dropout_and_penalties_lowers_the_loss()
    {
        using DroppingNetwork network = new(seed: 1, maxBatchSize: 30, threads: 2);
        Adam adam = new(network, new AdamOptions { LearningRate = 0.005 });
        (DenseMatrix inputs, int[] labels) = Examples.Classes(6 * 5 * 2, 3, 30);
        BatchLoss before = network.Loss(inputs, labels);
        for (int step = 0; step < 400; step++)
        {
            network.LossAndGradients(inputs, labels);
            adam.Step();
        }
        BatchLoss after = network.Loss(inputs, labels);
        Assert.True(after.Total < 0.6 * before.Total, $"{before} → {after}");
    }

    [SkippableFact]
    public void Training_learns_handwritten_digits()
    {
        string? folder = Environment.GetEnvironmentVariable("LAYERGEN_DATA");
        Skip.If(
            string.IsNullOrEmpty(folder),
            "LAYERGEN_DATA names no folder with the files of MNIST: real digits were not tried."
        );
        const int batchSize = 32;
        const int trained = 500 * batchSize;
        byte[] images = Read(folder, "train-images-idx3-ubyte.gz", 16, trained * 784);
        byte[] labels = Read(folder, "train-labels-idx1-ubyte.gz", 8, trained);
        byte[] testImages = Read(folder, "t10k-images-idx3-ubyte.gz", 16, 2000 * 784);
        byte[] testLabels = Read(folder, "t10k-labels-idx1-ubyte.gz", 8, 2000);

        using MnistNetwork network = new(seed: 1, maxBatchSize: 2000);
        Adam adam = new(network);
        for (int epoch = 0; epoch < 2; epoch++)
        {
            for (int first = 0; first < trained; first += batchSize)
            {
                network.LossAndGradients(
                    Pixels(images.AsSpan(first * 784, batchSize * 784)),
                    Labels(labels.AsSpan(first, batchSize))
                );
                adam.Step();
            }
        }
        // A linear model reaches some 88 % on so few digits: more shows that the convolution learns, too.
        double? accuracy = network.Loss(Pixels(testImages), Labels(testLabels)).Accuracy;
        Assert.True(accuracy > 0.91, $"{accuracy:P1} of 2000 test digits were read right.");
    }

    private static DenseMatrix Pixels(ReadOnlySpan<byte> images) =>
        new(784, images.Length / 784, [.. images.ToArray().Select(pixel => pixel / 255f)]);

    private static int[] Labels(ReadOnlySpan<byte> labels) =>
        [.. labels.ToArray().Select(label => (int)label)];

    private static byte[] Read(string folder, string name, int header, int count)
    {
        using GZipStream content = new(
            File.OpenRead(Path.Combine(folder, name)),
            CompressionMode.Decompress
        );
        content.ReadExactly(new byte[header]);
        byte[] values = new byte[count];
        content.ReadExactly(values);
        return values;
    }
}
