using LayerGen.Training;

namespace LayerGen.Tests.Training;

public class GradientCheckTests
{
    // 3 × 5,000 weights are four pieces of 4,096 numbers, the last with the biases in it.
    private const int Features = 5000;
    private const int Classes = 3;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Passes_until_any_gradient_is_not_finite_and_again_afterwards(int threads)
    {
        using FakeNetwork network = new(Features, Classes, threads: threads);
        GradientCheck check = new(network);
        Assert.True(check.Passes());
        float[] weight = network.Weight.Gradient.Values;
        float[] bias = network.Bias.Gradient.Values;
        foreach (int at in new[] { 0, 4095, 4096, 8191, 8192, (Features * Classes) - 1 })
            Broken(check, weight, at, float.NaN);
        Broken(check, bias, 0, float.PositiveInfinity);
        Broken(check, bias, Classes - 1, float.NegativeInfinity);
        Assert.True(check.Passes());
    }

    private static void Broken(GradientCheck check, float[] gradient, int at, float value)
    {
        (float before, gradient[at]) = (gradient[at], value);
        Assert.False(check.Passes());
        gradient[at] = before;
    }
}
