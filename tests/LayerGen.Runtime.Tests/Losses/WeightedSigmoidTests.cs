using LayerGen.Losses;

namespace LayerGen.Tests.Losses;

public class WeightedSigmoidTests
{
    private static readonly float[] Logits = [-2.5f, 0, 0.75f, 3];
    private static readonly float[] Targets = [1, 0, 1, 0.25f];
    private static readonly float[] Weights = [3, 2, 0, 0.5f];

    [Fact]
    public void Loss_counts_each_target_of_1_as_often_as_its_weight_says()
    {
        double expected = Enumerable
            .Range(0, 4)
            .Average(i =>
            {
                double p = 1 / (1 + Math.Exp(-Logits[i]));
                return (-Weights[i] * Targets[i] * Math.Log(p))
                    - ((1 - Targets[i]) * Math.Log(1 - p));
            });
        Assert.Equal(expected, SigmoidCrossEntropy.Loss(Logits, Targets, Weights), 1e-14);
    }

    [Fact]
    public void Gradient_agrees_with_differences_of_the_loss()
    {
        float[] probabilities = new float[4];
        float[] gradient = new float[4];
        SigmoidCrossEntropy.Probabilities(Logits, probabilities);
        SigmoidCrossEntropy.Gradient(probabilities, Targets, Weights, 0.5f, gradient);
        for (int i = 0; i < 4; i++)
        {
            // 2⁻¹⁰ is exact in the logits; the third derivative adds about 1e-7.
            const float distance = 1 / 1024f;
            double above = At(i, distance);
            double below = At(i, -distance);
            Assert.Equal(0.5 * (above - below) / (2 * distance), gradient[i], 1e-6);
        }

        static double At(int i, float change)
        {
            float[] logits = [.. Logits];
            logits[i] += change;
            return SigmoidCrossEntropy.Loss(logits, Targets, Weights);
        }
    }

    [Fact]
    public void Weights_of_1_and_none_give_the_same_as_no_weights()
    {
        Assert.Equal(
            SigmoidCrossEntropy.Loss(Logits, Targets),
            SigmoidCrossEntropy.Loss(Logits, Targets, [1, 1, 1, 1]),
            1e-14
        );
        Assert.Equal(
            SigmoidCrossEntropy.Loss(Logits, Targets),
            SigmoidCrossEntropy.Loss(Logits, Targets, [])
        );
        float[] plain = new float[4];
        float[] none = new float[4];
        SigmoidCrossEntropy.Gradient([0.1f, 0.2f, 0.3f, 0.4f], Targets, 1, plain);
        SigmoidCrossEntropy.Gradient([0.1f, 0.2f, 0.3f, 0.4f], Targets, [], 1, none);
        Assert.Equal(plain, none);
    }

    [Fact]
    public void Loss_and_Gradient_throw_when_there_is_not_one_weight_an_output()
    {
        Assert.Throws<ArgumentException>(() => SigmoidCrossEntropy.Loss(Logits, Targets, [1]));
        Assert.Throws<ArgumentException>(() =>
            SigmoidCrossEntropy.Gradient(Logits, Targets, [1], 1, new float[4])
        );
    }
}
