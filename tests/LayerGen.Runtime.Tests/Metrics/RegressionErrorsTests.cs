using LayerGen.Metrics;

namespace LayerGen.Tests.Metrics;

public class RegressionErrorsTests
{
    [Fact]
    public void Figures_are_those_of_the_definitions()
    {
        RandomSource random = RandomSource.For(5, 1);
        (float[] Outputs, float[] Targets)[] samples =
        [
            .. Enumerable.Range(0, 50).Select(_ => (Numbers(ref random), Numbers(ref random))),
        ];
        RegressionErrors errors = new(2);
        foreach ((float[] outputs, float[] targets) in samples)
            errors.Add(outputs, targets);
        double[] differences =
        [
            .. samples.SelectMany(sample =>
                sample.Outputs.Zip(sample.Targets, (output, target) => (double)output - target)
            ),
        ];
        // Sums of a hundred doubles in another order.
        Assert.Equal(differences.Average(d => d * d), errors.MeanSquaredError, 1e-12);
        Assert.Equal(differences.Average(Math.Abs), errors.MeanAbsoluteError, 1e-12);
        double[] fits =
        [
            .. Enumerable
                .Range(0, 2)
                .Select(i =>
                {
                    double mean = samples.Average(sample => (double)sample.Targets[i]);
                    double rest = samples.Sum(sample =>
                        Math.Pow((double)sample.Outputs[i] - sample.Targets[i], 2)
                    );
                    return 1 - (rest / samples.Sum(s => Math.Pow(s.Targets[i] - mean, 2)));
                }),
        ];
        Assert.Equal(fits.Average(), errors.RSquared, 1e-11);

        static float[] Numbers(ref RandomSource random) =>
            [random.NextSingle(), 10 * random.NextSingle()];
    }

    [Fact]
    public void RSquared_keeps_a_small_spread_around_a_large_mean()
    {
        RegressionErrors errors = new();
        // Spread ±1 around 2²³, where floats are whole numbers: Σ(t − t̄)² = 2, and one error of 1.
        errors.Add([8388607], [8388607]);
        errors.Add([8388610], [8388609]);
        Assert.Equal(0.5, errors.RSquared, 1e-12);
    }

    [Fact]
    public void Figures_are_defined_without_samples_and_without_spread()
    {
        RegressionErrors errors = new();
        Assert.Equal((0, 0), (errors.MeanSquaredError, errors.MeanAbsoluteError));
        Assert.Equal(double.NaN, errors.RSquared);
        errors.Add([3], [3]);
        Assert.Equal(double.NaN, errors.RSquared);
        errors.Add([3], [3]);
        Assert.Equal(1, errors.RSquared);
        errors.Add([4], [3]);
        Assert.Equal(0, errors.RSquared);
    }

    [Fact]
    public void Add_throws_and_counts_nothing_when_a_number_is_NaN()
    {
        RegressionErrors errors = new(2);
        Assert.Throws<ArgumentException>(() => errors.Add([1, float.NaN], [1, 2]));
        Assert.Throws<ArgumentException>(() => errors.Add([1, 2], [1, float.NaN]));
        Assert.Throws<ArgumentException>(() => errors.Add([1], [1]));
        Assert.Equal(0, errors.Samples);
    }
}
