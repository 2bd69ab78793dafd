using LayerGen.Optimizers;

namespace LayerGen.Tests.Optimizers;

/// <summary>Runs an optimizer on made-up gradients and records every value it gives.</summary>
internal static class OptimizerHarness
{
    /// <summary>
    /// The first values of the weight and the values after each step. Gradients of each step come from the seed: of sizes
    /// from 1e-6 to 1, with some exact zeros.
    /// </summary>
    public static (float[] Start, float[][] Gradients, float[][] Values) Run(
        int length,
        int threads,
        int steps,
        Func<INetwork, IOptimizer> create
    )
    {
        using FakeNetwork network = new(features: 1, classes: length, threads: threads);
        IOptimizer optimizer = create(network);
        float[] weight = network.Weight.Value.Values;
        float[] start = [.. weight];
        float[][] gradients = new float[steps][];
        float[][] values = new float[steps][];
        RandomSource random = new((ulong)length);
        for (int step = 0; step < steps; step++)
        {
            gradients[step] = Gradient(length, ref random);
            gradients[step].CopyTo(network.Weight.Gradient.Values, 0);
            gradients[step].CopyTo(network.Bias.Gradient.Values, 0);
            float[] biasBefore = [.. network.Bias.Value.Values];
            optimizer.Step();
            values[step] = [.. weight];
            Assert.Equal(step + 1, optimizer.Steps);
            Assert.NotEqual(biasBefore, network.Bias.Value.Values);
            Assert.Equal(gradients[step], network.Weight.Gradient.Values);
        }
        return (start, gradients, values);
    }

    /// <summary>A hash of all bits that a run gives.</summary>
    public static int Hash(float[][] values)
    {
        HashCode hash = new();
        foreach (float value in values.SelectMany(step => step))
            hash.Add(BitConverter.SingleToInt32Bits(value));
        return hash.ToHashCode();
    }

    private static float[] Gradient(int length, ref RandomSource random)
    {
        float[] gradient = new float[length];
        for (int i = 0; i < length; i++)
        {
            double size = Math.Pow(10, -6 * random.NextDouble());
            bool isZero = i > 0 && random.NextInt32(8) == 0;
            gradient[i] = isZero ? 0 : (float)(size * random.NextGaussian());
        }
        return gradient;
    }
}
