using LayerGen.Metrics;

namespace LayerGen.Tests.Metrics;

/// <summary>F1 and its means, ranks and calibration, against their definitions sample by sample.</summary>
public class ClassMetricsTests
{
    [Fact]
    public void F1_and_its_means_are_those_of_the_samples_counted_one_by_one()
    {
        RandomSource random = RandomSource.For(4, 1);
        const int classes = 4;
        ConfusionMatrix confusion = new(classes);
        List<(int Label, int Answer)> samples = [];
        for (int i = 0; i < 200; i++)
        {
            // Class 3 is never right and never answered: its figures are 0.
            (int label, int answer) = (random.NextInt32(classes), random.NextInt32(classes - 1));
            samples.Add((label, answer));
            float[] probabilities = new float[classes];
            probabilities[answer] = 1;
            confusion.Add(probabilities, label);
        }
        double[] scores = [.. Enumerable.Range(0, classes).Select(F1)];
        Assert.Equal(scores, Enumerable.Range(0, classes).Select(confusion.F1));
        Assert.Equal(0, confusion.F1(3));
        // Sums of the same numbers in another order.
        Assert.Equal(scores.Average(), confusion.MacroF1, 1e-12);
        Assert.Equal(samples.Average(sample => scores[sample.Label]), confusion.WeightedF1, 1e-12);
        Assert.Equal(confusion.Accuracy, confusion.WeightedRecall, 1e-12);
        Assert.Equal(
            samples.Average(sample => confusion.Precision(sample.Label)),
            confusion.WeightedPrecision,
            1e-12
        );

        double F1(int label)
        {
            double both = samples.Count(one => one.Label == label && one.Answer == label);
            double precision = samples.Count(one => one.Answer == label) is var answered and > 0
                ? both / answered
                : 0;
            double recall = both / samples.Count(one => one.Label == label);
            return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
        }
    }

    [Fact]
    public void Means_are_0_when_there_are_no_samples()
    {
        ConfusionMatrix confusion = new(3);
        Assert.Equal((0, 0), (confusion.MacroF1, confusion.WeightedF1));
        Assert.Equal(0, new MultiLabelCounts(2).MacroF1);
    }

    [Fact]
    public void F1_of_an_output_is_that_of_its_counts()
    {
        MultiLabelCounts counts = new(1);
        counts.Add([0.9f], [1]);
        counts.Add([0.9f], [0]);
        counts.Add([0.1f], [1]);
        counts.Add([0.8f], [1]);
        // Two right of three answers of yes, two found of three.
        Assert.Equal(2 / 3.0, counts.F1(0), 1e-15);
    }

    [Fact]
    public void Rank_is_the_place_in_the_sorted_probabilities()
    {
        float[] probabilities = [0.1f, 0.3f, 0.1f, 0.3f, 0.2f];
        // A stable sort keeps the first of equal ones first.
        int[] sorted = [.. Enumerable.Range(0, 5).OrderByDescending(i => probabilities[i])];
        for (int label = 0; label < 5; label++)
            Assert.Equal(Array.IndexOf(sorted, label), TopK.Rank(probabilities, label));
    }

    [Fact]
    public void Rank_throws_when_it_has_no_meaning()
    {
        Assert.Throws<ArgumentException>(() => TopK.Rank([0.5f, float.NaN], 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => TopK.Rank([0.5f], 1));
    }

    [Fact]
    public void Calibration_puts_each_sample_into_the_bin_of_its_answer()
    {
        Calibration calibration = new(4);
        calibration.Add([1, 0], 0);
        calibration.Add([0.9f, 0.1f], 1);
        calibration.Add([0.5f, 0.5f], 0); // The upper bound of the second bin.
        calibration.Add([0.4f, 0.6f], 1);
        Assert.Equal(4, calibration.Samples);
        Assert.Equal([0, 1, 1, 2], calibration.Bins.Select(bin => bin.Samples));
        Assert.Equal([0, 1, 1, 0.5], calibration.Bins.Select(bin => bin.Accuracy));
        // Probabilities are floats: 0.9 and 0.6 are off by up to 3e-8.
        Assert.Equal(0.95, calibration.Bins[3].Confidence, 1e-7);
        // (|1 − 0.5| + |1 − 0.6| + 2 · |0.5 − 0.95|) / 4
        Assert.Equal(0.45, calibration.ExpectedError, 1e-7);
    }

    [Fact]
    public void Calibration_is_defined_at_the_ends()
    {
        Assert.Equal(0, new Calibration(3).ExpectedError);
        Calibration calibration = new(3);
        calibration.Add([0], 0);
        Assert.Equal([1, 0, 0], calibration.Bins.Select(bin => bin.Samples));
        Assert.Throws<ArgumentException>(() => calibration.Add([0.5f, float.NaN], 0));
        Assert.Throws<ArgumentException>(() => calibration.Add([], 0));
        Assert.Equal(1, calibration.Samples);
    }
}
