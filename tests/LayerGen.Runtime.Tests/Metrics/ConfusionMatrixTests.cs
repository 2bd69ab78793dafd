using CsCheck;
using LayerGen.Metrics;

namespace LayerGen.Tests.Metrics;

public class ConfusionMatrixTests
{
    [Fact]
    public void Figures_agree_with_their_definitions_over_the_list_of_samples() =>
        Gen.Int[1, 6]
            .SelectMany(classes =>
                Gen.Select(
                    Gen.Const(classes),
                    Gen.Select(Gen.Int[0, classes - 1], Gen.Int[0, classes - 1]).Array[0, 70]
                )
            )
            .Sample(
                (classes, samples) =>
                {
                    ConfusionMatrix matrix = new(classes);
                    foreach ((int label, int predicted) in samples)
                        matrix.Add(Answer(classes, predicted), label);
                    Assert.Equal(samples.Length, matrix.Samples);
                    Assert.Equal(
                        Fraction(samples.Count(s => s.Item1 == s.Item2), samples.Length),
                        matrix.Accuracy
                    );
                    double precision = 0;
                    double recall = 0;
                    for (int c = 0; c < classes; c++)
                    {
                        int both = samples.Count(s => s.Item1 == c && s.Item2 == c);
                        double classPrecision = Fraction(both, samples.Count(s => s.Item2 == c));
                        double classRecall = Fraction(both, samples.Count(s => s.Item1 == c));
                        Assert.Equal(classPrecision, matrix.Precision(c));
                        Assert.Equal(classRecall, matrix.Recall(c));
                        Assert.Equal(samples.Count(s => s.Item1 == c), matrix.Support(c));
                        for (int other = 0; other < classes; other++)
                            Assert.Equal(samples.Count(s => s == (c, other)), matrix[c, other]);
                        precision += classPrecision / classes;
                        recall += classRecall / classes;
                    }
                    // Means of at most six numbers up to 1, added in another order.
                    Assert.Equal(precision, matrix.MacroPrecision, 1e-15);
                    Assert.Equal(recall, matrix.MacroRecall, 1e-15);
                },
                iter: 500
            );

    [Fact]
    public void A_class_never_predicted_has_precision_zero_and_one_without_samples_recall_zero()
    {
        ConfusionMatrix matrix = new(3);
        matrix.Add(Answer(3, 0), 0);
        matrix.Add(Answer(3, 0), 1);
        Assert.Equal(0, matrix.Precision(1));
        Assert.Equal(0, matrix.Recall(2));
        Assert.Equal(0.5 / 3, matrix.MacroPrecision);
        Assert.Equal(1d / 3, matrix.MacroRecall);
    }

    [Fact]
    public void Figures_are_zero_when_nothing_was_counted()
    {
        ConfusionMatrix matrix = new(2);
        Assert.Equal(0, matrix.Accuracy);
        Assert.Equal(0, matrix.MacroPrecision);
        Assert.Equal(0, matrix.MacroRecall);
    }

    [Fact]
    public void Add_takes_the_first_of_equal_probabilities()
    {
        ConfusionMatrix matrix = new(3);
        matrix.Add([0.2f, 0.4f, 0.4f], 2);
        Assert.Equal(1, matrix[2, 1]);
    }

    [Fact]
    public void Add_counts_nothing_and_throws_when_a_probability_is_NaN()
    {
        ConfusionMatrix matrix = new(3);
        for (int at = 0; at < 3; at++)
        {
            float[] probabilities = [0.2f, 0.3f, 0.5f];
            probabilities[at] = float.NaN;
            ArgumentException error = Assert.Throws<ArgumentException>(() =>
                matrix.Add(probabilities, 1)
            );
            Assert.Contains($"Element {at} ", error.Message, StringComparison.Ordinal);
        }
        Assert.Equal(0, matrix.Samples);
        Assert.Equal(0, matrix.Support(1));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void A_class_that_does_not_exist_throws_and_counts_nothing(int label)
    {
        ConfusionMatrix matrix = new(3);
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix.Add(Answer(3, 0), label));
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix[label, 0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix[0, label]);
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix.Precision(label));
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix.Recall(label));
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix.Support(label));
        Assert.Equal(0, matrix.Samples);
    }

    [Fact]
    public void Wrong_sizes_throw()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConfusionMatrix(0));
        Assert.Throws<ArgumentException>(() => new ConfusionMatrix(3).Add(new float[2], 0));
    }

    private static float[] Answer(int classes, int predicted)
    {
        float[] probabilities = new float[classes];
        probabilities[predicted] = 1;
        return probabilities;
    }

    private static double Fraction(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}
