using MnistModel.Synthetic;

namespace MnistModel.Tests;

public sealed class SyntheticDigitsTests
{
    private const int Length = 28 * 28;
    private const int Count = 2_000;

    [Fact]
    public void Digits_are_the_same_bytes_for_any_number_of_threads()
    {
        DigitImages one = SyntheticDigits.Training(seed: 5, Count, threads: 1);
        DigitImages three = SyntheticDigits.Training(seed: 5, Count, threads: 3);

        Assert.Equal(one.Pixels, three.Pixels);
        Assert.Equal(one.Labels, three.Labels);
    }

    [Fact]
    public void Digits_do_not_depend_on_how_many_are_drawn()
    {
        byte[] few = SyntheticDigits.Training(seed: 5, 10).Pixels;

        Assert.Equal(few, SyntheticDigits.Training(seed: 5, 50).Pixels[..few.Length]);
    }

    [Fact]
    public void No_image_is_drawn_twice()
    {
        byte[][] sets =
        [
            SyntheticDigits.Training(seed: 1, Count).Pixels,
            SyntheticDigits.Test(seed: 1, Count).Pixels,
            SyntheticDigits.Training(seed: 2, Count).Pixels,
        ];

        Assert.Equal(
            3 * Count,
            sets.SelectMany(set => set.Chunk(Length)).Select(Convert.ToHexString).Distinct().Count()
        );
    }

    [Fact]
    public void Classes_are_balanced()
    {
        byte[] labels = SyntheticDigits.Test(seed: 1, Count).Labels;

        Assert.Equal(
            Enumerable.Repeat(Count / 10, 10),
            labels.CountBy(label => label).OrderBy(pair => pair.Key).Select(pair => pair.Value)
        );
    }

    [Fact]
    public void Classes_differ_enough_to_be_told_apart_and_not_so_much_that_it_is_easy()
    {
        DigitImages training = SyntheticDigits.Training(seed: 1, Count);
        DigitImages test = SyntheticDigits.Test(seed: 1, Count);
        double[][] means = MeanImages(training);

        double right =
            Enumerable
                .Range(0, Count)
                .Count(index => Nearest(means, test, index) == test.Labels[index]) / (double)Count;

        // The nearest mean image is right for 82 % of MNIST's test images and for 10 % of images that say nothing.
        Assert.InRange(right, 0.5, 0.95);
    }

    [Fact]
    public void Pixels_are_distributed_as_in_mnist()
    {
        byte[] pixels = SyntheticDigits.Training(seed: 1, Count).Pixels;
        double mean = pixels.Average(pixel => pixel / 255.0);
        double deviation = Math.Sqrt(pixels.Average(pixel => Math.Pow((pixel / 255.0) - mean, 2)));
        double empty = pixels.Count(pixel => pixel == 0) / (double)pixels.Length;

        // MNIST: mean 0.1307, standard deviation 0.3081, 81 % of the pixels exactly 0. A fifth more or less is close
        // enough for the same learning rate to fit.
        Assert.InRange(mean, 0.8 * 0.1307, 1.2 * 0.1307);
        Assert.InRange(deviation, 0.8 * 0.3081, 1.2 * 0.3081);
        Assert.InRange(empty, 0.7, 0.9);
    }

    [Fact]
    public void Digits_stay_on_the_sheet()
    {
        byte[] pixels = SyntheticDigits.Training(seed: 1, Count).Pixels;
        double onBorder = pixels
            .Where((_, index) => index % Length is var place && IsBorder(place / 28, place % 28))
            .Average(pixel => pixel / 255.0);

        // Cut-off digits would make the border as bright as the rest, 0.13.
        Assert.True(onBorder < 0.03, $"The border's mean is {onBorder}.");

        static bool IsBorder(int row, int column) => row is 0 or 27 || column is 0 or 27;
    }

    private static double[][] MeanImages(DigitImages images)
    {
        double[][] means = [.. Enumerable.Range(0, 10).Select(_ => new double[Length])];
        for (int index = 0; index < Count; index++)
        {
            double[] mean = means[images.Labels[index]];
            for (int i = 0; i < Length; i++)
                mean[i] += images.Pixels[(index * Length) + i] / (Count / 10.0);
        }
        return means;
    }

    private static int Nearest(double[][] means, DigitImages images, int index) =>
        Enumerable
            .Range(0, 10)
            .MinBy(label =>
            {
                double distance = 0;
                for (int i = 0; i < Length; i++)
                    distance += Math.Pow(means[label][i] - images.Pixels[(index * Length) + i], 2);
                return distance;
            });
}
