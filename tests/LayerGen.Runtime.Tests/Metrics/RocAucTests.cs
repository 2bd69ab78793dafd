using LayerGen.Metrics;

namespace LayerGen.Tests.Metrics;

public class RocAucTests
{
    [Fact]
    public void Binary_is_the_share_of_pairs_in_the_right_order()
    {
        RandomSource random = RandomSource.For(3, 1);
        for (int round = 0; round < 50; round++)
        {
            // Few different scores: most pairs are ties.
            int count = 2 + random.NextInt32(60);
            float[] scores = [.. Enumerable.Range(0, count).Select(_ => random.NextInt32(6) / 5f)];
            bool[] answers = [.. Enumerable.Range(0, count).Select(_ => random.NextInt32(3) == 0)];
            Assert.Equal(Naive(scores, answers), RocAuc.Binary(scores, answers), 1e-12);
        }
    }

    [Fact]
    public void Binary_is_1_or_0_or_a_half_for_perfect_and_reversed_and_equal_scores()
    {
        bool[] answers = [false, false, true];
        Assert.Equal(1, RocAuc.Binary([-1, 0, float.PositiveInfinity], answers));
        Assert.Equal(0, RocAuc.Binary([3, 2, 1], answers));
        Assert.Equal(0.5, RocAuc.Binary([7, 7, 7], answers));
    }

    [Fact]
    public void Binary_has_no_meaning_when_a_class_is_absent()
    {
        Assert.Equal(double.NaN, RocAuc.Binary([1, 2], [true, true]));
        Assert.Equal(double.NaN, RocAuc.Binary([1], [false]));
        Assert.Equal(double.NaN, RocAuc.Binary([], []));
    }

    [Fact]
    public void Binary_throws_when_a_score_is_NaN_or_lengths_differ()
    {
        Assert.Throws<ArgumentException>(() => RocAuc.Binary([1, float.NaN], [true, false]));
        Assert.Throws<ArgumentException>(() => RocAuc.Binary([1, 2], [true]));
    }

    [Fact]
    public void OneVersusRest_is_the_mean_over_the_classes_that_have_an_area()
    {
        float[] probabilities =
        [
            0.5f,
            0.3f,
            0.2f,
            0.1f,
            0.6f,
            0.3f,
            0.4f,
            0.4f,
            0.2f,
            0.3f,
            0.3f,
            0.4f,
        ];
        int[] labels = [0, 1, 1, 0];
        // Class 2 has no samples. Each class against the rest, pair by pair.
        double first = Naive([0.5f, 0.1f, 0.4f, 0.3f], [true, false, false, true]);
        double second = Naive([0.3f, 0.6f, 0.4f, 0.3f], [false, true, true, false]);
        Assert.Equal((first + second) / 2, RocAuc.OneVersusRest(probabilities, labels, 3), 1e-12);
        Assert.Equal(double.NaN, RocAuc.OneVersusRest([1, 0], [0], 2));
        Assert.Throws<ArgumentException>(() => RocAuc.OneVersusRest([1, 0], [2], 2));
        Assert.Throws<ArgumentException>(() => RocAuc.OneVersusRest([1, 0, 0], [0], 2));
    }

    private static double Naive(float[] scores, bool[] answers)
    {
        (double right, double pairs) = (0, 0);
        for (int i = 0; i < scores.Length; i++)
        for (int k = 0; k < scores.Length; k++)
        {
            if (!answers[i] || answers[k])
                continue;
            pairs++;
            right +=
                scores[i] > scores[k] ? 1
                : scores[i] == scores[k] ? 0.5
                : 0;
        }
        return right / pairs;
    }
}
