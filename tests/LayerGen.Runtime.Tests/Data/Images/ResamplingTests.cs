using LayerGen.Data.Images;

namespace LayerGen.Tests.Data.Images;

public class ResamplingTests
{
    [Fact]
    public void Resize_halves_with_a_triangle_of_four_pixels()
    {
        // The triangle is 2 new pixels wide: weights 1/8, 3/8, 3/8, 1/8 of its four old pixels. At both ends one of them
        // is outside, which leaves 3/7, 3/7, 1/7.
        float[] result = Resampling.Resize([7, 14, 21, 56], 1, 4, 1, 1, 2);
        Assert.Equal((3 * 7 + 3 * 14 + 21) / 7f, result[0], 1e-5);
        Assert.Equal((14 + 3 * 21 + 3 * 56) / 7f, result[1], 1e-5);
    }

    [Fact]
    public void Resize_doubles_bilinearly()
    {
        float[] result = Resampling.Resize([0, 4], 2, 1, 1, 4, 1);
        Assert.Equal([0, 1, 3, 4], result);
    }

    [Fact]
    public void Resize_agrees_with_the_definition_for_any_sizes()
    {
        RandomSource random = new(3);
        foreach ((int h, int w, int c, int nh, int nw) in Sizes)
        {
            float[] values = [.. Enumerable.Range(0, h * w * c).Select(_ => random.NextSingle())];
            float[] result = Resampling.Resize(values, h, w, c, nh, nw);
            for (int i = 0; i < result.Length; i++)
            {
                (int y, int x, int channel) = (i / (nw * c), i / c % nw, i % c);
                // Weights are sums and quotients of numbers around 1: a few roundings of single precision.
                Assert.Equal(Defined(values, h, w, c, nh, nw, y, x, channel), result[i], 1e-5);
            }
        }
    }

    [Fact]
    public void Resize_keeps_a_constant_and_the_same_size()
    {
        Assert.All(
            Resampling.Resize([.. Enumerable.Repeat(0.5f, 77)], 7, 11, 1, 3, 29),
            v => Assert.Equal(0.5f, v, 1e-6f)
        );
        Assert.Equal([1, 2, 3, 4], Resampling.Resize([1, 2, 3, 4], 2, 2, 1, 2, 2));
    }

    [Fact]
    public void Resize_throws_when_a_size_is_wrong()
    {
        Assert.Throws<ArgumentException>(() => Resampling.Resize(new float[5], 2, 3, 1, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Resampling.Resize([1], 1, 1, 1, 0, 1));
    }

    private static (int H, int W, int C, int NewH, int NewW)[] Sizes =>
        [(5, 7, 1, 3, 4), (3, 4, 2, 11, 9), (17, 2, 3, 4, 5), (1, 9, 1, 6, 2), (28, 20, 1, 1, 1)];

    /// <summary>The mean of the pixels, weighted by a triangle around the new pixel's place in both directions.</summary>
    private static double Defined(
        float[] values,
        int h,
        int w,
        int c,
        int nh,
        int nw,
        int y,
        int x,
        int channel
    )
    {
        (double sum, double total) = (0, 0);
        for (int oldY = 0; oldY < h; oldY++)
        for (int oldX = 0; oldX < w; oldX++)
        {
            double weight = Weight(oldY, y, h, nh) * Weight(oldX, x, w, nw);
            sum += weight * values[(((oldY * w) + oldX) * c) + channel];
            total += weight;
        }
        return sum / total;

        static double Weight(int old, int position, int length, int newLength)
        {
            double scale = (double)length / newLength;
            double distance = old + 0.5 - ((position + 0.5) * scale);
            return Math.Max(0, 1 - (Math.Abs(distance) / Math.Max(1, scale)));
        }
    }
}
