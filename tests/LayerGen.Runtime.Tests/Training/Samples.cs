using LayerGen.Data;
using MathNet.Numerics.LinearAlgebra.Single;

namespace LayerGen.Tests.Training;

internal static class Samples
{
    /// <summary>One feature a sample, which is the sample's number.</summary>
    public static MatrixBatches Numbered(int count) =>
        new(
            new DenseMatrix(1, count, [.. Enumerable.Range(0, count).Select(i => (float)i)]),
            new int[count]
        );

    /// <summary>Points around the corners of a square, a corner a class, with noise that does not reach the next corner.</summary>
    public static MatrixBatches Corners(int count, ulong seed)
    {
        RandomSource random = RandomSource.For(seed, 1);
        float[] points = new float[2 * count];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++)
        {
            labels[i] = random.NextInt32(4);
            points[2 * i] = ((labels[i] & 1) * 2) - 1 + (random.NextSingle() - 0.5f);
            points[(2 * i) + 1] = (labels[i] & 2) - 1 + (random.NextSingle() - 0.5f);
        }
        return new(new DenseMatrix(2, count, points), labels);
    }
}
