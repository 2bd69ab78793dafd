using CsCheck;
using LayerGen.Kernels;

namespace LayerGen.Tests.Kernels;

public class PenaltiesTests
{
    private static readonly Gen<float[]> s_weights = Gen.OneOf(
        Gen.Single[-2, 2],
        Gen.Const(0f),
        Gen.Const(-0f)
    ).Array[0, 70];

    [Fact]
    public void Value_is_the_weighted_sum_of_absolute_values_and_squares() =>
        Gen.Select(s_weights, Gen.Double[0, 1], Gen.Double[0, 1])
            .Sample(
                (weight, l1, l2) =>
                {
                    double expected =
                        (l1 * weight.Sum(w => Math.Abs((double)w)))
                        + (l2 * weight.Sum(w => (double)w * w));
                    // At most 70 positive terms in double precision: each addition adds 2⁻⁵³ of relative error.
                    Assert.Equal(expected, Penalties.Value(weight, l1, l2), 1e-13 * (1 + expected));
                },
                iter: 1_000
            );

    [Fact]
    public void Value_adds_in_an_order_of_its_own_on_every_vector_width()
    {
        float[] weight = new float[1_003];
        RandomSource random = new(1);
        foreach (ref float w in weight.AsSpan())
            w = (float)random.NextGaussian();
        // Sixteen sums by position modulo 16, then those eight apart are added, then the eight from first to last.
        Span<double> lanes = stackalloc double[16];
        lanes.Clear();
        for (int i = 0; i < weight.Length; i++)
            lanes[i % 16] += Math.Abs((double)weight[i]);
        double expected = 0;
        for (int lane = 0; lane < 8; lane++)
            expected += lanes[lane] + lanes[lane + 8];
        Assert.Equal(expected, Penalties.Value(weight, 1, 0));
    }

    [Fact]
    public void Value_is_NaN_when_a_penalised_weight_is()
    {
        for (int length = 1; length <= 70; length++)
        {
            float[] weight = new float[length];
            weight[length - 1] = float.NaN;
            Assert.True(double.IsNaN(Penalties.Value(weight, 1, 0)));
            Assert.True(double.IsNaN(Penalties.Value(weight, 0, 1)));
            Assert.Equal(0, Penalties.Value(weight, 0, 0));
        }
    }

    [Fact]
    public void AddGradient_adds_the_derivative_of_every_weight() =>
        Gen.Select(s_weights, Gen.Single[-1, 1], Gen.Double[0, 1], Gen.Double[0, 1])
            .Sample(
                (weight, start, l1, l2) =>
                {
                    float[] gradient = [.. weight.Select(w => start + w)];
                    float[] before = [.. gradient];
                    Penalties.AddGradient(weight, gradient, l1, l2);
                    for (int i = 0; i < weight.Length; i++)
                    {
                        float sign = MathF.Sign(weight[i]);
                        float derivative = (sign * (float)l1) + ((float)(2 * l2) * weight[i]);
                        // The same operations one element at a time: the same bits.
                        Assert.Equal(before[i] + derivative, gradient[i]);
                    }
                },
                iter: 1_000
            );

    [Fact]
    public void AddGradient_agrees_with_finite_differences_of_Value()
    {
        float[] weight = [0.5f, -0.25f, 1.5f, -2f];
        float[] gradient = new float[4];
        Penalties.AddGradient(weight, gradient, 0.125, 0.25);
        for (int i = 0; i < 4; i++)
        {
            const float Step = 1f / 1024; // Exact in these weights, so the difference has only the error of order h² = 0 for a quadratic.
            float[] above = [.. weight];
            float[] below = [.. weight];
            above[i] += Step;
            below[i] -= Step;
            double slope =
                (Penalties.Value(above, 0.125, 0.25) - Penalties.Value(below, 0.125, 0.25))
                / (2 * Step);
            Assert.Equal(slope, gradient[i], 1e-9);
        }
    }

    [Fact]
    public void AddGradient_gives_NaN_for_NaN_and_only_there()
    {
        float[] weight = new float[19];
        weight[3] = weight[18] = float.NaN;
        float[] gradient = new float[19];
        Penalties.AddGradient(weight, gradient, 0.1, 0);
        for (int i = 0; i < 19; i++)
            Assert.Equal(i is 3 or 18, float.IsNaN(gradient[i]));
    }

    [Fact]
    public void AddGradient_throws_when_the_lengths_differ() =>
        Assert.Throws<ArgumentException>(() =>
            Penalties.AddGradient(new float[20], new float[19], 1, 1)
        );
}
