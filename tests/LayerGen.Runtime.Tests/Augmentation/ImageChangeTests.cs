using LayerGen.Augmentation;
using LayerGen.Data;
using MathNet.Numerics.LinearAlgebra.Single;

namespace LayerGen.Tests.Augmentation;

/// <summary>Each change against what it is by definition, with the numbers that it drew found from what came out.</summary>
public class ImageChangeTests
{
    private const int Size = 11;
    private const float Fill = -3;

    [Fact]
    public void FlipHorizontally_mirrors_each_row_bit_for_bit()
    {
        float[] image = RandomImage();
        float[] expected = new float[image.Length];
        for (int i = 0; i < image.Length; i++)
            expected[i] = image[(i / Size * Size) + Size - 1 - (i % Size)];
        Assert.Equal(expected, Apply(image, new ImageChange.FlipHorizontally(1)));
    }

    [Fact]
    public void FlipHorizontally_flips_about_as_many_images_as_its_probability_says()
    {
        float[] image = RandomImage();
        int flipped = Enumerable
            .Range(0, 1000)
            .Count(epoch =>
                !Apply(image, epoch, new ImageChange.FlipHorizontally(0.3)).SequenceEqual(image)
            );
        // The standard deviation of the number is √(1000 · 0.3 · 0.7) = 14.5; six of them.
        Assert.InRange(flipped, 213, 387);
    }

    [Fact]
    public void A_map_by_half_a_turn_reverses_the_image_bit_for_bit()
    {
        float[] image = RandomImage();
        float[] turned = new float[image.Length];
        Affine halfTurn = new(-1, 0, 0, 0, -1, 0);
        Warp.Apply(image, turned, (Size, Size, 1), halfTurn, [], [], Fill);
        Assert.Equal(image.Reverse(), turned);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Changes_of_place_agree_with_a_naive_warp(int seed)
    {
        float[] image = RandomImage();
        ImageChange[] changes =
        [
            new ImageChange.Rotate(40),
            new ImageChange.Shift(0.3, 0.2),
            new ImageChange.Scale(0.7, 1.5),
            new ImageChange.Shear(25),
        ];
        float[] result = Apply(image, seed, changes);
        // The same draws, made in the same order from the same stream.
        RandomSource random = SampleStream(seed);
        double angle = Uniform(ref random, 40 * Math.PI / 180);
        double down = Uniform(ref random, 0.3 * Size);
        double right = Uniform(ref random, 0.2 * Size);
        double factor = 0.7 + (0.8 * random.NextDouble());
        double lean = Uniform(ref random, 25 * Math.PI / 180);
        for (int y = 0; y < Size; y++)
        for (int x = 0; x < Size; x++)
        {
            // Undone last to first, seen from the middle.
            (double py, double px) = (y - 5.0, x - 5.0);
            px -= Math.Tan(lean) * py;
            (py, px) = (py / factor, px / factor);
            (py, px) = (py - down, px - right);
            (py, px) = (
                (Math.Cos(angle) * py) + (Math.Sin(angle) * px),
                (-Math.Sin(angle) * py) + (Math.Cos(angle) * px)
            );
            // Parts of a pixel are rounded to single precision before they weigh values of at most 3.
            Assert.Equal(Bilinear(image, py + 5, px + 5), result[(y * Size) + x], 1e-5);
        }
    }

    [Fact]
    public void Elastic_moves_pixels_by_smoothed_uniform_numbers()
    {
        const double strength = 12;
        const double sigma = 1.5;
        float[] image = RandomImage();
        float[] result = Apply(image, 6, new ImageChange.Elastic(strength, sigma));
        RandomSource random = SampleStream(6);
        double[] down = Smooth(Field(ref random), sigma);
        double[] right = Smooth(Field(ref random), sigma);
        for (int i = 0; i < image.Length; i++)
        {
            double expected = Bilinear(
                image,
                (i / Size) + (strength * down[i]),
                (i % Size) + (strength * right[i])
            );
            // Smoothing in single precision errs by some 1e-6 of displacements of a few pixels, times values of up to 3.
            Assert.Equal(expected, result[i], 1e-4);
        }
        Assert.NotEqual(image, result);

        static double[] Field(ref RandomSource random)
        {
            double[] field = new double[Size * Size];
            for (int i = 0; i < field.Length; i++)
                field[i] = (2 * random.NextSingle()) - 1;
            return field;
        }
    }

    [Fact]
    public void Cutout_fills_one_square_that_may_reach_outside()
    {
        float[] image = RandomImage();
        HashSet<int> areas = [];
        HashSet<int> centres = [];
        for (int epoch = 0; epoch < 3000; epoch++)
        {
            float[] result = Apply(image, epoch, new ImageChange.Cutout(5, 9));
            int[] covered = [.. Enumerable.Range(0, image.Length).Where(i => result[i] == 9)];
            (int top, int bottom) = (covered.Min() / Size, covered.Max() / Size);
            (int left, int right) = (covered.Min(i => i % Size), covered.Max(i => i % Size));
            areas.Add(covered.Length);
            centres.Add((top * 10000) + (bottom * 1000) + (left * 20) + right);
            Assert.Equal((bottom - top + 1) * (right - left + 1), covered.Length);
            Assert.All(
                Enumerable.Range(0, image.Length).Except(covered),
                i => Assert.Equal(image[i], result[i])
            );
        }
        // A square of 5 around any of 121 pixels: 3, 4 or 5 of its rows and columns are inside.
        Assert.Equal([9, 12, 15, 16, 20, 25], areas.Order());
        Assert.Equal(Size * Size, centres.Count);
    }

    [Fact]
    public void Noise_adds_normal_numbers_of_the_deviation()
    {
        float[] image = RandomImage();
        List<double> added = [];
        for (int epoch = 0; epoch < 200; epoch++)
        {
            float[] result = Apply(image, epoch, new ImageChange.Noise(0.5));
            added.AddRange(result.Zip(image, (a, b) => (double)a - b));
        }
        // 24,200 numbers: the mean's standard deviation is 0.5/√24200 = 0.0032, that of the deviation 0.0023.
        Assert.InRange(added.Average(), -0.02, 0.02);
        Assert.InRange(Math.Sqrt(added.Average(value => value * value)), 0.486, 0.514);
    }

    [Fact]
    public void Brightness_adds_one_number_to_all_values()
    {
        float[] image = [.. Enumerable.Repeat(0.5f, Size * Size)];
        List<float> levels = [];
        for (int epoch = 0; epoch < 1000; epoch++)
            levels.Add(
                Assert.Single(Apply(image, epoch, new ImageChange.Brightness(0.25)).Distinct())
            );
        Assert.All(levels, level => Assert.InRange(level, 0.25f, 0.75f));
        // Of 1,000 uniform numbers none falls into an end of a tenth of the range with probability 0.9¹⁰⁰⁰.
        Assert.True(levels.Min() < 0.3f && levels.Max() > 0.7f);
    }

    [Fact]
    public void Constructors_throw_when_a_number_is_out_of_range()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ImageChange.Shift(-0.1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ImageChange.Shift(0, 1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ImageChange.Rotate(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ImageChange.Scale(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ImageChange.Scale(1.2, 1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ImageChange.Shear(90));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ImageChange.Elastic(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ImageChange.FlipHorizontally(1.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ImageChange.Cutout(-1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ImageChange.Cutout(1, float.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ImageChange.Noise(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ImageChange.Brightness(-1));
    }

    private static float[] RandomImage()
    {
        RandomSource random = new(8);
        return [.. Enumerable.Range(0, Size * Size).Select(_ => random.NextSingle())];
    }

    private static float[] Apply(float[] image, params ImageChange[] changes) =>
        Apply(image, 0, changes);

    private static float[] Apply(float[] image, int epoch, params ImageChange[] changes)
    {
        DenseMatrix one = new(image.Length, 1, [.. image]);
        AugmentedBatches<ReadOnlyMemory<int>> source = new(
            new MatrixBatches(one, new int[1]),
            Size,
            Size,
            1,
            new([.. changes], Fill)
        );
        source.BeginEpoch(seed: 1, epoch);
        DenseMatrix result = new(image.Length, 1);
        source.Load([0], result, out _);
        return result.Values;
    }

    private static RandomSource SampleStream(int epoch) =>
        RandomSource.For(
            RandomSource.For(1, RandomStreams.Augmentation(epoch)).NextUInt64(),
            stream: 0
        );

    private static double Uniform(ref RandomSource random, double most) =>
        most * ((2 * random.NextDouble()) - 1);

    private static double Bilinear(float[] image, double y, double x)
    {
        (int top, int left) = ((int)Math.Floor(y), (int)Math.Floor(x));
        (double partY, double partX) = (y - top, x - left);
        return ((1 - partY) * (1 - partX) * At(top, left))
            + ((1 - partY) * partX * At(top, left + 1))
            + (partY * (1 - partX) * At(top + 1, left))
            + (partY * partX * At(top + 1, left + 1));

        double At(int row, int column) =>
            row is >= 0 and < Size && column is >= 0 and < Size
                ? image[(row * Size) + column]
                : Fill;
    }

    /// <summary>Convolution with a two-dimensional Gaussian that adds up to 1, over 0 outside.</summary>
    private static double[] Smooth(double[] field, double sigma)
    {
        int radius = (int)Math.Ceiling(4 * sigma);
        double total = Enumerable.Range(-radius, (2 * radius) + 1).Sum(Weight);
        double[] result = new double[field.Length];
        for (int i = 0; i < field.Length; i++)
        for (int from = 0; from < field.Length; from++)
        {
            (int dy, int dx) = ((from / Size) - (i / Size), (from % Size) - (i % Size));
            if (Math.Abs(dy) <= radius && Math.Abs(dx) <= radius)
                result[i] += Weight(dy) * Weight(dx) * field[from] / (total * total);
        }
        return result;

        double Weight(int distance) => Math.Exp(-distance * distance / (2 * sigma * sigma));
    }
}
