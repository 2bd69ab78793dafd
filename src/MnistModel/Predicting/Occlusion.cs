using System.Collections.Immutable;
using LayerGen;
using MathNet.Numerics.LinearAlgebra.Single;

namespace MnistModel.Predicting;

/// <summary>Occlusion sensitivity: what a network loses when a part of the image is covered.</summary>
/// <remarks>
/// <para>
/// <c>s[r, c] = z(x) − z(x with the square around (r, c) blank)</c>, where
/// <c>z = ln p[class] − ln Σ p[other classes]</c> is the log-odds of the class: unlike the probability it does not
/// flatten where the network is sure. Blank is 0, the background, so a square without ink gives exactly 0.
/// </para>
/// <para>
/// It needs nothing but the network's outputs, at the price of one forward pass a pixel. It is no gradient: it shows what
/// a whole stroke is worth, and nothing of what ink in an empty place would do.
/// </para>
/// <para><b>Units:</b> nats. Positive: what is covered speaks for the class; negative: against it.</para>
/// <para><b>Source:</b> Zeiler and Fergus, Visualizing and Understanding Convolutional Networks (2014), section 4.2.</para>
/// </remarks>
internal static class Occlusion
{
    /// <summary>Rows and columns of the square: a little wider than a stroke of MNIST.</summary>
    public const int SquareSide = 5;

    /// <summary>Computes the sensitivity at every pixel.</summary>
    /// <param name="network">Softmax over classes of an image of one channel.</param>
    /// <param name="pixels">Rows of pixels, 0 to 1; as many as the network reads.</param>
    /// <param name="answered">The class whose log-odds are followed.</param>
    /// <returns>One number a pixel, in the order of the pixels.</returns>
    public static ImmutableArray<float> Sensitivity(
        INetwork network,
        ReadOnlySpan<float> pixels,
        int answered
    )
    {
        int width = network.Description.InputShape[1];
        int count = pixels.Length;
        double unhurt = LogOdds(
            Column(network.Forward(DenseMatrix.OfColumnMajor(count, 1, pixels.ToArray())), 0),
            answered
        );
        float[] sensitivity = new float[count];
        float[] covered = new float[count];
        List<int> inked = [];
        for (int centre = 0; centre < count; centre++)
        {
            pixels.CopyTo(covered);
            Cover(covered, width, centre);
            if (!pixels.SequenceEqual(covered))
                inked.Add(centre);
        }
        foreach (int[] centres in inked.Chunk(network.MaxBatchSize))
        {
            DenseMatrix inputs = new(count, centres.Length);
            for (int i = 0; i < centres.Length; i++)
            {
                Span<float> image = inputs.Values.AsSpan(i * count, count);
                pixels.CopyTo(image);
                Cover(image, width, centres[i]);
            }
            DenseMatrix probabilities = network.Forward(inputs);
            for (int i = 0; i < centres.Length; i++)
                sensitivity[centres[i]] = (float)(
                    unhurt - LogOdds(Column(probabilities, i), answered)
                );
        }
        return [.. sensitivity];
    }

    /// <summary><c>ln p[class] − ln Σ p[other classes]</c>, finite even where a sum has underflowed to 0.</summary>
    /// <param name="probabilities">One a class.</param>
    /// <param name="answered">The class.</param>
    public static double LogOdds(ReadOnlySpan<float> probabilities, int answered)
    {
        // Not 1 − p: where p is almost 1 the difference would have lost its digits.
        double others = 0;
        for (int i = 0; i < probabilities.Length; i++)
            others += i == answered ? 0 : probabilities[i];
        return Math.Log(Math.Max(probabilities[answered], float.Epsilon))
            - Math.Log(Math.Max(others, float.Epsilon));
    }

    private static void Cover(Span<float> image, int width, int centre)
    {
        const int Reach = SquareSide / 2;
        int height = image.Length / width;
        var (row, column) = Math.DivRem(centre, width);
        int left = Math.Max(0, column - Reach);
        int right = Math.Min(width - 1, column + Reach);
        for (int y = Math.Max(0, row - Reach); y <= Math.Min(height - 1, row + Reach); y++)
            image.Slice((y * width) + left, right - left + 1).Clear();
    }

    private static ReadOnlySpan<float> Column(DenseMatrix matrix, int index) =>
        matrix.Values.AsSpan(index * matrix.RowCount, matrix.RowCount);
}
