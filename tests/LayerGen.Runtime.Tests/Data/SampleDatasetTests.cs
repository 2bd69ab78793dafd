using LayerGen.Data;
using MathNet.Numerics.LinearAlgebra.Single;

namespace LayerGen.Tests.Data;

public class SampleDatasetTests
{
    private static readonly float[] Inputs = [10, 11, 20, 21, 30, 31];
    private static readonly int[] Labels = [2, 0, 2];

    [Fact]
    public void From_takes_spans_arrays_and_sequences()
    {
        float[][] rows =
        [
            [10, 11],
            [20, 21],
            [30, 31],
        ];
        Check(SampleDataset.From(Inputs, 2, Labels));
        Check(SampleDataset.From(rows, Labels));
        Check(SampleDataset.From(rows.Zip(Labels)));

        static void Check(SampleDataset dataset)
        {
            Assert.Equal((3, 2), (dataset.Count, dataset.InputSize));
            Assert.Equal(["0", "1", "2"], dataset.ClassNames.ToArray());
            Assert.Equal([20, 21], dataset.Input(1).ToArray());
            DenseMatrix batch = new(2, 2);
            dataset.Batches().Load([2, 0], batch, out ReadOnlyMemory<int> labels);
            Assert.Equal([30, 31, 10, 11], batch.Values);
            Assert.Equal([2, 2], labels.ToArray());
        }
    }

    [Fact]
    public void From_goes_through_a_sequence_once_and_copies()
    {
        int runs = 0;
        float[] shared = [1];
        SampleDataset dataset = SampleDataset.From(Sequence());
        shared[0] = 5;
        Assert.Equal(1, dataset.Input(0)[0]);
        Assert.Equal(1, runs);

        IEnumerable<(float[], int)> Sequence()
        {
            runs++;
            yield return (shared, 0);
        }
    }

    [Fact]
    public void From_throws_when_inputs_and_labels_do_not_fit()
    {
        Assert.Throws<ArgumentException>(() => SampleDataset.From(Inputs, 2, [0, 1]));
        Assert.Throws<ArgumentException>(() => SampleDataset.From([], 2, []));
        Assert.Throws<ArgumentException>(() => SampleDataset.From(Inputs, 2, [0, -1, 0]));
        Assert.Throws<ArgumentException>(() => SampleDataset.From(Inputs, 2, Labels, ["a", "b"]));
        Assert.Throws<ArgumentException>(() => SampleDataset.From([float.NaN], 1, [0]));
        float[][] ragged =
        [
            [1, 2],
            [3],
        ];
        Assert.Contains(
            "Sample 1",
            Assert.Throws<ArgumentException>(() => SampleDataset.From(ragged, [0, 1])).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<ArgumentException>(() => SampleDataset.From(Array.Empty<float[]>(), []));
        Assert.Throws<ArgumentException>(() => SampleDataset.From([([], 0)]));
    }

    [Fact]
    public void Split_shares_samples_out_and_keeps_names_and_order()
    {
        SampleDataset all = Numbered(50, _ => 0);
        (SampleDataset training, SampleDataset validation) = all.Split(13, seed: 4);
        Assert.Equal((37, 13), (training.Count, validation.Count));
        float[] first = Values(training);
        float[] second = Values(validation);
        Assert.Equal(Enumerable.Range(0, 50).Select(i => (float)i), first.Concat(second).Order());
        Assert.Equal(first.Order(), first);
        Assert.Equal(second, Values(all.Split(13, seed: 4).Validation));
        Assert.NotEqual(second, Values(all.Split(13, seed: 5).Validation));
        Assert.Equal(all.ClassNames, validation.ClassNames);
        Assert.Throws<ArgumentOutOfRangeException>(() => all.Split(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => all.Split(50, 1));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(37)]
    [InlineData(100)]
    public void Split_holds_back_each_class_in_proportion_when_stratified(int held)
    {
        // 140, 40 and 20 of 200.
        SampleDataset all = Numbered(
            200,
            i =>
                i % 10 == 0 ? 2
                : i % 10 < 3 ? 1
                : 0
        );
        SampleDataset validation = all.Split(held, seed: 2, stratified: true).Validation;
        int[] counts = new int[3];
        for (int i = 0; i < validation.Count; i++)
            counts[validation.Label(i)]++;
        Assert.Equal(held, counts.Sum());
        double[] shares = [0.7, 0.2, 0.1];
        for (int label = 0; label < 3; label++)
            Assert.InRange(counts[label] - (shares[label] * held), -1, 1);
        Assert.NotEqual(
            Values(validation),
            Values(all.Split(held, seed: 3, stratified: true).Validation)
        );
    }

    private static SampleDataset Numbered(int count, Func<int, int> label) =>
        SampleDataset.From(Enumerable.Range(0, count).Select(i => (new float[] { i }, label(i))));

    private static float[] Values(SampleDataset dataset) =>
        [.. Enumerable.Range(0, dataset.Count).Select(i => dataset.Input(i)[0])];
}
