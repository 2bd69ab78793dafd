using CsCheck;
using LayerGen.Losses;

namespace LayerGen.Tests.Losses;

public class SigmoidCrossEntropyTests
{
    private static readonly Gen<(float Logit, float Target)[]> s_samples = Gen.Select(
        Gen.OneOf(Gen.Single[-5, 5], Gen.Single[-30, 30], Gen.Const(0f)),
        Gen.OneOf(Gen.Const(0f), Gen.Const(1f), Gen.Single[0, 1])
    ).Array[1, 70];

    [Fact]
    public void Probabilities_are_the_logistic_function() =>
        s_samples.Sample(
            samples =>
            {
                float[] logits = [.. samples.Select(sample => sample.Logit)];
                float[] probabilities = new float[logits.Length];
                SigmoidCrossEntropy.Probabilities(logits, probabilities);
                for (int i = 0; i < logits.Length; i++)
                {
                    double expected = (1 + Math.Tanh(logits[i] / 2d)) / 2;
                    // One rounding to single precision; for negative logits 1 + tanh cancels to 1e-16.
                    Assert.Equal(expected, probabilities[i], (6e-8 * expected) + 2e-16);
                }
                SigmoidCrossEntropy.Probabilities(logits, logits);
                Assert.Equal(probabilities, logits);
            },
            iter: 1_000
        );

    [Fact]
    public void Probabilities_do_not_overflow_at_the_ends()
    {
        float[] probabilities = new float[5];
        SigmoidCrossEntropy.Probabilities(
            [float.PositiveInfinity, 3e38f, 0, -3e38f, float.NegativeInfinity],
            probabilities
        );
        Assert.Equal([1, 1, 0.5f, 0, 0], probabilities);
    }

    [Fact]
    public void Loss_is_the_mean_cross_entropy_of_the_probabilities() =>
        s_samples.Sample(
            samples =>
            {
                double expected = samples.Average(sample =>
                {
                    double yes = 1 / (1 + Math.Exp(-(double)sample.Logit));
                    double no = 1 / (1 + Math.Exp((double)sample.Logit));
                    return -(
                        (sample.Target * Math.Log(yes))
                        + ((1 - (double)sample.Target) * Math.Log(no))
                    );
                });
                double actual = SigmoidCrossEntropy.Loss(
                    [.. samples.Select(sample => sample.Logit)],
                    [.. samples.Select(sample => sample.Target)]
                );
                // Double precision: terms up to 30 with a few roundings each.
                Assert.Equal(expected, actual, 1e-13);
            },
            iter: 1_000
        );

    [Theory]
    [InlineData(40, 1)]
    [InlineData(-40, 0)]
    [InlineData(600, 1)]
    public void Loss_keeps_what_is_far_below_the_precision_of_one(float logit, float target)
    {
        // log(1 + e⁻ᵐ) is e⁻ᵐ to 17 digits for margins from 40 on.
        double expected = Math.Exp(-Math.Abs(logit));
        Assert.Equal(1, SigmoidCrossEntropy.Loss([logit], [target]) / expected, 1e-14);
    }

    [Fact]
    public void Loss_grows_linearly_when_the_answer_is_far_off()
    {
        Assert.Equal(1e30, SigmoidCrossEntropy.Loss([1e30f], [0]), 1e23); // 1e30f is within 1e-7 of 1e30.
        Assert.Equal((1000 + Math.Log(2)) / 2, SigmoidCrossEntropy.Loss([-1000, 0], [1, 1]), 1e-12);
    }

    [Fact]
    public void Gradient_agrees_with_finite_differences_of_the_loss() =>
        s_samples.Sample(
            samples =>
            {
                const float Step = 1f / 256;
                const float Scale = 0.5f;
                float[] logits = [.. samples.Select(sample => sample.Logit)];
                float[] targets = [.. samples.Select(sample => sample.Target)];
                float[] gradient = new float[logits.Length];
                SigmoidCrossEntropy.Probabilities(logits, gradient);
                SigmoidCrossEntropy.Gradient(gradient, targets, Scale, gradient);
                int i = logits.Length / 3;
                float[] above = [.. logits];
                float[] below = [.. logits];
                above[i] += Step;
                below[i] -= Step;
                double slope =
                    Scale
                    * (
                        SigmoidCrossEntropy.Loss(above, targets)
                        - SigmoidCrossEntropy.Loss(below, targets)
                    )
                    / ((double)above[i] - below[i]);
                // Central differences: h²/6 · |third derivative| ≤ 1/256²/6 · 0.125 = 3.2e-7, and 1e-7 of rounding.
                Assert.Equal(slope, gradient[i], 5e-7);
            },
            iter: 500
        );

    [Fact]
    public void NaN_is_kept_and_never_correct()
    {
        for (int length = 1; length <= 70; length++)
        {
            float[] logits = [.. Enumerable.Repeat(1f, length)];
            float[] targets = [.. Enumerable.Repeat(1f, length)];
            Assert.Equal(length, SigmoidCrossEntropy.CountCorrect(logits, targets));
            logits[^1] = float.NaN;
            Assert.True(double.IsNaN(SigmoidCrossEntropy.Loss(logits, targets)));
            Assert.Equal(length - 1, SigmoidCrossEntropy.CountCorrect(logits, targets));
            Assert.Equal(length - 1, SigmoidCrossEntropy.CountCorrect(targets, logits));
            targets[^1] = 0;
            Assert.Equal(length - 1, SigmoidCrossEntropy.CountCorrect(logits, targets));
            SigmoidCrossEntropy.Probabilities(logits, logits);
            for (int i = 0; i < length; i++)
                Assert.Equal(i == length - 1, float.IsNaN(logits[i]));
        }
    }

    [Fact]
    public void CountCorrect_compares_sides()
    {
        // Right, wrong, a logit of 0 answers no: right and wrong, a target of one half is no.
        Assert.Equal(1, SigmoidCrossEntropy.CountCorrect([2], [1]));
        Assert.Equal(0, SigmoidCrossEntropy.CountCorrect([2], [0]));
        Assert.Equal(1, SigmoidCrossEntropy.CountCorrect([0], [0]));
        Assert.Equal(0, SigmoidCrossEntropy.CountCorrect([0], [1]));
        Assert.Equal(1, SigmoidCrossEntropy.CountCorrect([-1], [0.5f]));
    }

    [Fact]
    public void Nothing_to_answer_costs_nothing()
    {
        Assert.Equal(0, SigmoidCrossEntropy.Loss([], []));
        Assert.Equal(0, SigmoidCrossEntropy.CountCorrect([], []));
    }

    [Fact]
    public void Lengths_that_do_not_fit_throw()
    {
        Assert.Throws<ArgumentException>(() =>
            SigmoidCrossEntropy.Loss(new float[2], new float[3])
        );
        Assert.Throws<ArgumentException>(() =>
            SigmoidCrossEntropy.CountCorrect(new float[2], new float[3])
        );
        Assert.Throws<ArgumentException>(() =>
            SigmoidCrossEntropy.Gradient(new float[3], new float[2], 1, new float[3])
        );
        Assert.Throws<ArgumentException>(() =>
            SigmoidCrossEntropy.Gradient(new float[3], new float[3], 1, new float[2])
        );
        Assert.Throws<ArgumentException>(() =>
            SigmoidCrossEntropy.Probabilities(new float[3], new float[2])
        );
    }
}
