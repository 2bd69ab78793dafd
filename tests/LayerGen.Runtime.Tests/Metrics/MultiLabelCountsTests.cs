using CsCheck;
using LayerGen.Metrics;

namespace LayerGen.Tests.Metrics;

public class MultiLabelCountsTests
{
    [Fact]
    public void Figures_agree_with_their_definitions_over_the_list_of_samples() =>
        Gen.Int[1, 5]
            .SelectMany(outputs =>
                Gen.Select(
                    Gen.Const(outputs),
                    Gen.Select(Gen.Single[0, 1].Array[outputs], Gen.Bool.Array[outputs]).Array[
                        0,
                        40
                    ]
                )
            )
            .Sample(
                (outputs, samples) =>
                {
                    MultiLabelCounts counts = new(outputs);
                    foreach ((float[] probabilities, bool[] targets) in samples)
                        counts.Add(probabilities, [.. targets.Select(t => t ? 1f : 0f)]);
                    Assert.Equal((outputs, (long)samples.Length), (counts.Outputs, counts.Samples));
                    int right = 0;
                    double precision = 0;
                    double recall = 0;
                    for (int o = 0; o < outputs; o++)
                    {
                        int yes = samples.Count(s => s.Item1[o] > 0.5f);
                        int wanted = samples.Count(s => s.Item2[o]);
                        int both = samples.Count(s => s.Item1[o] > 0.5f && s.Item2[o]);
                        right += samples.Count(s => s.Item1[o] > 0.5f == s.Item2[o]);
                        Assert.Equal(Fraction(both, yes), counts.Precision(o));
                        Assert.Equal(Fraction(both, wanted), counts.Recall(o));
                        Assert.Equal(wanted, counts.Support(o));
                        precision += Fraction(both, yes) / outputs;
                        recall += Fraction(both, wanted) / outputs;
                    }
                    Assert.Equal(Fraction(right, samples.Length * outputs), counts.Accuracy);
                    // Means of at most five numbers up to 1, added in another order.
                    Assert.Equal(precision, counts.MacroPrecision, 1e-15);
                    Assert.Equal(recall, counts.MacroRecall, 1e-15);
                },
                iter: 500
            );

    [Fact]
    public void One_half_answers_no()
    {
        MultiLabelCounts counts = new(1);
        counts.Add([0.5f], [0]);
        counts.Add([0.5f], [1]);
        Assert.Equal(0.5, counts.Accuracy);
        Assert.Equal(0, counts.Precision(0)); // Never answered yes.
        Assert.Equal(0, counts.Recall(0));
    }

    [Fact]
    public void Add_counts_nothing_and_throws_when_a_number_is_NaN()
    {
        MultiLabelCounts counts = new(2);
        Assert.Throws<ArgumentException>(() => counts.Add([0, float.NaN], [0, 0]));
        Assert.Throws<ArgumentException>(() => counts.Add([0, 0], [float.NaN, 0]));
        counts.Add([0, 1], [0, 1]);
        Assert.Equal(1, counts.Samples);
        Assert.Equal(1, counts.Accuracy);
    }

    [Fact]
    public void Wrong_sizes_throw()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new MultiLabelCounts(0));
        MultiLabelCounts counts = new(2);
        Assert.Throws<ArgumentException>(() => counts.Add(new float[1], new float[2]));
        Assert.Throws<ArgumentException>(() => counts.Add(new float[2], new float[3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => counts.Precision(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => counts.Recall(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => counts.Support(2));
    }

    private static double Fraction(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}
