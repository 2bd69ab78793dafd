using LayerGen.Optimizers;

namespace LayerGen.Tests.Optimizers;

[Collection(nameof(WholeProcess))]
public class AdamTests
{
    private const int StepCount = 12;

    public static TheoryData<int> Lengths => [.. Enumerable.Range(1, 70), 4095, 4096, 4097, 10_000];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Step_follows_the_papers_algorithm_for_any_length(int length)
    {
        AdamOptions options = new(LearningRate: 0.02, Beta1: 0.8, Beta2: 0.99, Epsilon: 1e-6);
        (float[] start, float[][] gradients, float[][] values) = OptimizerHarness.Run(
            length,
            threads: 2,
            StepCount,
            network => new Adam(network, options)
        );
        for (int i = 0; i < length; i++)
        {
            double w = start[i];
            double m = 0;
            double v = 0;
            for (int t = 1; t <= StepCount; t++)
            {
                double g = gradients[t - 1][i];
                m = (options.Beta1 * m) + ((1 - options.Beta1) * g);
                v = (options.Beta2 * v) + ((1 - options.Beta2) * g * g);
                double unbiasedMean = m / (1 - Math.Pow(options.Beta1, t));
                double unbiasedSquare = v / (1 - Math.Pow(options.Beta2, t));
                w -=
                    options.LearningRate
                    * unbiasedMean
                    / (Math.Sqrt(unbiasedSquare) + options.Epsilon);
                // A step is at most a few learning rates and has about ten roundings of 2⁻²⁴; the weight itself, below 4,
                // is rounded once a step to within 1.2e-7. The mean of gradients of opposite signs may cancel, which
                // leaves errors relative to its terms, bounded by the same.
                double tolerance = t * ((10 * 6e-8 * 4 * options.LearningRate) + 1.2e-7);
                Assert.Equal(w, values[t - 1][i], tolerance);
            }
        }
    }

    [Fact]
    public void Step_has_the_same_bits_as_the_formula_done_element_by_element()
    {
        AdamOptions options = new();
        (float[] start, float[][] gradients, float[][] values) = OptimizerHarness.Run(
            4_133,
            threads: 3,
            StepCount,
            network => new Adam(network, options)
        );
        (float beta1, float beta2, float epsilon) = (0.9f, 0.999f, 1e-8f);
        (float take1, float take2) = ((float)(1 - 0.9), (float)(1 - 0.999));
        for (int i = 0; i < start.Length; i++)
        {
            (float w, float m, float v) = (start[i], 0, 0);
            for (int t = 1; t <= StepCount; t++)
            {
                float g = gradients[t - 1][i];
                float stepSize = (float)(1e-3 / (1 - Math.Pow(0.9, t)));
                float correction2 = (float)(1 / (1 - Math.Pow(0.999, t)));
                m = (m * beta1) + (g * take1);
                v = (v * beta2) + (g * g * take2);
                w -= m * stepSize / (MathF.Sqrt(v * correction2) + epsilon);
                Assert.Equal(
                    BitConverter.SingleToInt32Bits(w),
                    BitConverter.SingleToInt32Bits(values[t - 1][i])
                );
            }
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void Step_gives_the_same_bits_for_any_number_of_threads(int threads)
    {
        int alone = OptimizerHarness.Hash(Run(1));
        Assert.Equal(alone, OptimizerHarness.Hash(Run(threads)));

        static float[][] Run(int threads) =>
            OptimizerHarness.Run(20_011, threads, 5, network => new Adam(network)).Values;
    }

    [Fact]
    public void First_step_moves_every_weight_by_the_learning_rate_against_its_gradient()
    {
        // Bias correction makes m̂ = g and v̂ = g², so the step is α·sign(g) up to ε.
        using FakeNetwork network = new(features: 3, classes: 4);
        float[] before = [.. network.Weight.Value.Values];
        for (int i = 0; i < before.Length; i++)
            network.Weight.Gradient.Values[i] = (i % 2 == 0 ? 1 : -1) * MathF.Pow(10, i / 4);
        new Adam(network, new() { LearningRate = 0.125 }).Step();
        for (int i = 0; i < before.Length; i++)
        {
            float expected = before[i] - (i % 2 == 0 ? 0.125f : -0.125f);
            Assert.Equal(expected, network.Weight.Value.Values[i], 1e-6f); // Weights near 1: some 2⁻²⁴.
        }
    }

    [Fact]
    public void LearningRate_acts_from_the_next_step_on()
    {
        using FakeNetwork network = new(features: 2, classes: 2);
        Adam adam = new(network);
        Assert.Equal(1e-3, adam.LearningRate);
        network.Weight.Gradient.Values[0] = 1;
        float before = network.Weight.Value.Values[0];
        adam.LearningRate = 0;
        adam.Step();
        Assert.Equal(before, network.Weight.Value.Values[0]);
        adam.LearningRate = 0.5;
        adam.Step();
        Assert.Equal(before - 0.5f, network.Weight.Value.Values[0], 1e-6f);
    }

    [Fact]
    public void Step_keeps_NaN()
    {
        using FakeNetwork network = new(features: 5, classes: 5);
        network.Weight.Gradient.Values[7] = float.NaN;
        new Adam(network).Step();
        for (int i = 0; i < 25; i++)
            Assert.Equal(i == 7, float.IsNaN(network.Weight.Value.Values[i]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Step_allocates_nothing(int threads)
    {
        using FakeNetwork network = new(features: 100, classes: 100, threads: threads);
        Adam adam = new(network);
        Assert.Equal(0, WholeProcess.LeastAllocation(adam.Step, repetitions: 100));
    }

    [Theory]
    [InlineData(-1e-3, 0.9, 0.999, 1e-8, "LearningRate")]
    [InlineData(double.NaN, 0.9, 0.999, 1e-8, "LearningRate")]
    [InlineData(double.PositiveInfinity, 0.9, 0.999, 1e-8, "LearningRate")]
    [InlineData(1e-3, 1.0, 0.999, 1e-8, "Beta1")]
    [InlineData(1e-3, -0.1, 0.999, 1e-8, "Beta1")]
    [InlineData(1e-3, 0.9, 1.0, 1e-8, "Beta2")]
    [InlineData(1e-3, 0.9, double.NaN, 1e-8, "Beta2")]
    [InlineData(1e-3, 0.9, 0.999, 0, "Epsilon")]
    [InlineData(1e-3, 0.9, 0.999, 1e-50, "Epsilon")]
    public void Constructor_throws_and_names_the_option_that_is_out_of_range(
        double learningRate,
        double beta1,
        double beta2,
        double epsilon,
        string name
    )
    {
        using FakeNetwork network = new(features: 1, classes: 2);
        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(() =>
            new Adam(network, new(learningRate, beta1, beta2, epsilon))
        );
        Assert.Equal(name, error.ParamName);
        Assert.Contains("must be", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LearningRate_throws_when_it_is_not_a_finite_number()
    {
        using FakeNetwork network = new(features: 1, classes: 2);
        Adam adam = new(network);
        Assert.Throws<ArgumentOutOfRangeException>(() => adam.LearningRate = double.NaN);
        Assert.Throws<ArgumentOutOfRangeException>(() => adam.LearningRate = -1);
        Assert.Equal(1e-3, adam.LearningRate);
    }

    [Fact]
    public void Step_throws_and_is_not_counted_when_the_network_was_disposed()
    {
        FakeNetwork network = new(features: 1, classes: 2);
        Adam adam = new(network);
        network.Dispose();
        Assert.Throws<ObjectDisposedException>(adam.Step);
        Assert.Equal(0, adam.Steps);
    }

    [Fact]
    public void Adam_trains_a_network_that_learns()
    {
        using FakeNetwork network = new(features: 2, classes: 2, maxBatchSize: 4);
        Adam adam = new(network, new() { LearningRate = 0.1 });
        MathNet.Numerics.LinearAlgebra.Single.DenseMatrix inputs = new(
            2,
            4,
            [1, 0, 0.9f, 0.2f, 0, 1, 0.1f, 0.8f]
        );
        int[] labels = [0, 0, 1, 1];
        double first = network.Loss(inputs, labels).Data;
        for (int step = 0; step < 200; step++)
        {
            network.LossAndGradients(inputs, labels);
            adam.Step();
        }
        BatchLoss last = network.Loss(inputs, labels);
        Assert.Equal(1, last.Accuracy);
        Assert.True(last.Data < first / 10, $"{first} fell only to {last.Data}");
    }
}
