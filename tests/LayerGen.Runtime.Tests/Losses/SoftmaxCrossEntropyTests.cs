using CsCheck;
using LayerGen.Losses;

namespace LayerGen.Tests.Losses;

public class SoftmaxCrossEntropyTests
{
    private static readonly Gen<float[]> s_logits = Gen.OneOf(
        Gen.Single[-5, 5],
        Gen.Single[-200, 200],
        Gen.Const(0f)
    ).Array[1, 70];

    [Fact]
    public void Probabilities_are_the_exponentials_shares() =>
        s_logits.Sample(
            logits =>
            {
                float[] probabilities = new float[logits.Length];
                SoftmaxCrossEntropy.Probabilities(logits, probabilities);
                for (int i = 0; i < logits.Length; i++)
                {
                    // 1 / Σ exp(zⱼ − zᵢ): another form, which overflows to a right 0 only.
                    double expected = 1 / logits.Sum(z => Math.Exp((double)z - logits[i]));
                    // Two roundings to single precision (2⁻²⁴ each), and below 1e-38 its smallest numbers.
                    Assert.Equal(expected, probabilities[i], (1.3e-7 * expected) + 2e-45);
                }
                // Each of n probabilities has an error of at most 1.3e-7 of itself, and they sum to 1.
                Assert.Equal(1, probabilities.Sum(p => (double)p), 2e-7);
                SoftmaxCrossEntropy.Probabilities(logits, logits);
                Assert.Equal(probabilities, logits);
            },
            iter: 1_000
        );

    [Fact]
    public void Probabilities_do_not_overflow_when_logits_are_huge()
    {
        float[] probabilities = new float[3];
        SoftmaxCrossEntropy.Probabilities([3e38f, -3e38f, 3e38f], probabilities);
        Assert.Equal([0.5f, 0, 0.5f], probabilities);
        SoftmaxCrossEntropy.Probabilities([1, float.NegativeInfinity, 1], probabilities);
        Assert.Equal([0.5f, 0, 0.5f], probabilities);
    }

    [Fact]
    public void NaN_anywhere_spreads_to_everything()
    {
        for (int length = 1; length <= 70; length++)
        {
            for (int at = 0; at < length; at += 7)
            {
                float[] logits = new float[length];
                logits[at] = float.NaN;
                float[] probabilities = new float[length];
                SoftmaxCrossEntropy.Probabilities(logits, probabilities);
                Assert.All(probabilities, p => Assert.True(float.IsNaN(p)));
                Assert.True(double.IsNaN(SoftmaxCrossEntropy.Loss(logits, 0)));
                for (int label = 0; label < length; label++)
                    Assert.False(SoftmaxCrossEntropy.IsCorrect(logits, label));
            }
        }
    }

    [Fact]
    public void An_infinite_logit_is_not_taken_for_certainty()
    {
        float[] probabilities = new float[2];
        SoftmaxCrossEntropy.Probabilities([float.PositiveInfinity, 0], probabilities);
        Assert.All(probabilities, p => Assert.True(float.IsNaN(p)));
        Assert.True(double.IsNaN(SoftmaxCrossEntropy.Loss([float.PositiveInfinity, 0], 0)));
        Assert.Equal(
            double.PositiveInfinity,
            SoftmaxCrossEntropy.Loss([float.NegativeInfinity, 0], 0)
        );
    }

    [Fact]
    public void Loss_is_the_negative_logarithm_of_the_labels_share() =>
        s_logits.Sample(
            logits =>
            {
                int label = logits.Length / 2;
                // log Σ exp(zⱼ − z_label), summed naively; logits up to 200 keep exp below 1e174.
                double expected = Math.Log(logits.Sum(z => Math.Exp((double)z - logits[label])));
                // Double precision; the naive sum's rounding of 70 terms near 1 dominates.
                Assert.Equal(
                    expected,
                    SoftmaxCrossEntropy.Loss(logits, label),
                    1e-13 * (1 + expected)
                );
            },
            iter: 1_000
        );

    [Theory]
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(700)]
    public void Loss_keeps_what_is_far_below_the_precision_of_one(float margin)
    {
        // log(1 + e⁻ᵐ) = e⁻ᵐ − e⁻²ᵐ/2 + …, and e⁻²ᵐ is below 1e-34: relative tolerance of a few units of exp.
        double expected = Math.Exp(-margin);
        Assert.Equal(1, SoftmaxCrossEntropy.Loss([margin, 0], 0) / expected, 1e-14);
    }

    [Fact]
    public void Gradient_agrees_with_finite_differences_of_the_loss() =>
        Gen.Single[-3, 3]
            .Array[2, 12]
            .Sample(
                logits =>
                {
                    const float Step = 1f / 256;
                    const float Scale = 0.25f;
                    int label = logits.Length - 1;
                    float[] gradient = new float[logits.Length];
                    SoftmaxCrossEntropy.Probabilities(logits, gradient);
                    SoftmaxCrossEntropy.Gradient(gradient, label, Scale, gradient);
                    for (int i = 0; i < logits.Length; i++)
                    {
                        float[] above = [.. logits];
                        float[] below = [.. logits];
                        above[i] += Step;
                        below[i] -= Step;
                        double slope =
                            Scale
                            * (
                                SoftmaxCrossEntropy.Loss(above, label)
                                - SoftmaxCrossEntropy.Loss(below, label)
                            )
                            / ((double)above[i] - below[i]);
                        // Central differences: h²/6 · |third derivative| ≤ 1/256²/6 · 0.1 = 2.5e-7, and 1e-7 of rounding.
                        Assert.Equal(slope, gradient[i], 5e-7);
                    }
                },
                iter: 200
            );

    [Fact]
    public void Gradient_is_exact_for_exact_probabilities()
    {
        float[] dLogits = new float[4];
        SoftmaxCrossEntropy.Gradient([0.5f, 0.25f, 0.25f, 0], 1, 0.5f, dLogits);
        Assert.Equal([0.25f, -0.375f, 0.125f, 0], dLogits);
    }

    [Fact]
    public void IsCorrect_takes_the_first_of_equal_logits()
    {
        Assert.True(SoftmaxCrossEntropy.IsCorrect([1, 3, 3], 1));
        Assert.False(SoftmaxCrossEntropy.IsCorrect([1, 3, 3], 2));
        Assert.False(SoftmaxCrossEntropy.IsCorrect([1, 3, 3], 0));
        Assert.True(SoftmaxCrossEntropy.IsCorrect([float.NegativeInfinity], 0));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void Label_out_of_range_throws_with_the_range(int label)
    {
        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(() =>
            SoftmaxCrossEntropy.Loss(new float[3], label)
        );
        Assert.Contains("0 to 2", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            SoftmaxCrossEntropy.IsCorrect(new float[3], label)
        );
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            SoftmaxCrossEntropy.Gradient(new float[3], label, 1, new float[3])
        );
    }

    [Fact]
    public void Short_destination_throws()
    {
        Assert.Throws<ArgumentException>(() =>
            SoftmaxCrossEntropy.Probabilities(new float[3], new float[2])
        );
        Assert.Throws<ArgumentException>(() =>
            SoftmaxCrossEntropy.Gradient(new float[3], 0, 1, new float[2])
        );
    }
}
