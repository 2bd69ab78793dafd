using System;
using System.IO;
using System.Linq;
using LayerGen.Optimizers;
using LayerGen.Persistence;
using MathNet.Numerics.LinearAlgebra.Single;
using Xunit;

namespace LayerGen.Integration.Tests;

public sealed class BatchNormTests
{
    [Fact]
    public void Training_gives_the_same_bits_on_any_number_of_threads()
    {
        float[][] one = Trained(threads: 1);
        Assert.Equal(one, Trained(threads: 2));
        Assert.Equal(one, Trained(threads: 3));
    }

    [Fact]
    public void Running_statistics_are_those_of_the_batch_after_a_step_without_momentum()
    {
        using StandardisingNetwork network = new(seed: 1, maxBatchSize: 50, threads: 2);
        DenseMatrix inputs = DenseMatrix.Create(
            3,
            50,
            (row, column) => 1000 + (row * 10) + (column % 7)
        );
        DenseMatrix targets = DenseMatrix.Create(1, 50, (_, column) => column % 2);
        network.LossAndGradients(inputs, targets);

        double[][] rows =
        [
            .. inputs.EnumerateRows().Select(row => row.Select(value => (double)value).ToArray()),
        ];
        for (int row = 0; row < 3; row++)
        {
            double mean = rows[row].Average();
            double variance = rows[row].Sum(value => Math.Pow(value - mean, 2)) / 49;
            Assert.Equal(mean, Find(network, "batchnorm1.mean")[row], 1e-3);
            // A mean of 1,000 takes no digits from a variance of 4.
            Assert.Equal(variance, Find(network, "batchnorm1.variance")[row], 1e-4);
        }
        // Normalised by the running ones, a value of the mean becomes the shift.
        Assert.All(
            network.Parameters.Where(parameter => !parameter.IsTrained),
            parameter => Assert.All(parameter.Gradient.Values, value => Assert.Equal(0, value))
        );
    }

    [Fact]
    public void Inference_normalises_by_running_statistics_sample_by_sample()
    {
        using NormalisedNetwork network = new(seed: 3, maxBatchSize: 9, threads: 2);
        (DenseMatrix inputs, DenseMatrix targets) = Examples.Labels(
            NormalisedNetwork.InputSize,
            NormalisedNetwork.OutputSize,
            9
        );
        for (int step = 0; step < 20; step++)
            network.LossAndGradients(inputs, targets);
        DenseMatrix together = (DenseMatrix)network.Forward(inputs).Clone();
        for (int sample = 0; sample < 9; sample++)
            Assert.Equal(
                together.Column(sample).ToArray(),
                network
                    .Forward((DenseMatrix)inputs.SubMatrix(0, inputs.RowCount, sample, 1))
                    .Column(0)
                    .ToArray()
            );
        // After many equal batches the running statistics are nearly those of the batch.
        Assert.Equal(
            network.LossAndGradients(inputs, targets).Total,
            network.Loss(inputs, targets).Total,
            0.05
        );
    }

    [Fact]
    public void Running_statistics_are_saved_and_loaded_with_the_weights()
    {
        string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".safetensors");
        using StandardisingNetwork network = new(seed: 1, maxBatchSize: 10, threads: 1);
        (DenseMatrix inputs, DenseMatrix targets) = Examples.Labels(3, 1, 10);
        network.LossAndGradients(inputs, targets);
        try
        {
            WeightsFile.Save(file, network).ValueOrThrow();
            using StandardisingNetwork other = new(seed: 2, maxBatchSize: 10, threads: 1);
            WeightsFile.Load(file, other).ValueOrThrow();
            Assert.Equal(network.Forward(inputs).Values, other.Forward(inputs).Values);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Training_batch_of_one_sample_is_refused_where_it_has_no_variance()
    {
        using StandardisingNetwork network = new(seed: 1, maxBatchSize: 10, threads: 1);
        ArgumentException refused = Assert.Throws<ArgumentException>(() =>
            network.LossAndGradients(new DenseMatrix(3, 1), new DenseMatrix(1, 1))
        );
        Assert.StartsWith(
            "A training batch of one sample has no variance, by which batchnorm1 normalises",
            refused.Message,
            StringComparison.Ordinal
        );
        network.Forward(new DenseMatrix(3, 1));
    }

    [Fact]
    public void Optimizers_leave_running_statistics_alone()
    {
        using StandardisingNetwork network = new(seed: 1, maxBatchSize: 10, threads: 1);
        Sgd sgd = new(network, new SgdOptions(0.1, Momentum: 0.9));
        (DenseMatrix inputs, DenseMatrix targets) = Examples.Labels(3, 1, 10);
        network.LossAndGradients(inputs, targets);
        float[] before = [.. Find(network, "batchnorm1.variance")];
        sgd.Step();
        Assert.Equal(before, Find(network, "batchnorm1.variance"));
    }

    private static float[][] Trained(int threads)
    {
        using NormalisedNetwork network = new(seed: 3, maxBatchSize: 37, threads);
        Adam adam = new(network);
        (DenseMatrix inputs, DenseMatrix targets) = Examples.Labels(
            NormalisedNetwork.InputSize,
            NormalisedNetwork.OutputSize,
            37
        );
        for (int step = 0; step < 5; step++)
        {
            network.LossAndGradients(inputs, targets);
            adam.Step();
        }
        return [.. network.Parameters.Select(parameter => (float[])parameter.Value.Values.Clone())];
    }

    private static float[] Find(INetwork network, string name) =>
        network.Parameters.Single(parameter => parameter.Name == name).Value.Values;
}
