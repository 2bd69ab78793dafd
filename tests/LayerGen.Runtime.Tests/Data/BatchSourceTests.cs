using LayerGen.Data;
using MathNet.Numerics.LinearAlgebra.Single;

namespace LayerGen.Tests.Data;

public class BatchSourceTests
{
    private static readonly ImageDataset Images = ImageDataset
        .Create(
            "four",
            1,
            2,
            1,
            10,
            new byte[] { 0, 51, 102, 153, 204, 255, 1, 2 },
            new byte[] { 3, 1, 4, 9 }
        )
        .ValueOrThrow();

    private static readonly int[] Labels = [5, 6, 7, 8];

    private static readonly DenseMatrix Inputs = new(2, 4, [10, 11, 20, 21, 30, 31, 40, 41]);

    [Fact]
    public void ImageBatches_loads_one_image_a_column_from_0_to_1()
    {
        ImageBatches source = new(Images);
        Assert.Equal((4, 2), (source.Count, source.InputSize));
        DenseMatrix inputs = new(2, 3);
        source.Load([2, 0, 1], inputs, out ReadOnlyMemory<int> labels);
        Assert.Equal([204 / 255f, 1f, 0f, 51 / 255f, 102 / 255f, 153 / 255f], inputs.Values);
        Assert.Equal([4, 3, 1], labels.ToArray());
    }

    [Fact]
    public void MatrixBatches_loads_columns_and_labels()
    {
        MatrixBatches source = new(Inputs, Labels);
        Assert.Equal((4, 2), (source.Count, source.InputSize));
        DenseMatrix inputs = new(2, 2);
        source.Load([3, 1], inputs, out ReadOnlyMemory<int> labels);
        Assert.Equal([40, 41, 20, 21], inputs.Values);
        Assert.Equal([8, 6], labels.ToArray());
    }

    [Fact]
    public void MultiLabelBatches_loads_columns_and_target_columns()
    {
        MultiLabelBatches source = new(Inputs, new(3, 4, [1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 1]));
        DenseMatrix inputs = new(2, 2);
        source.Load([3, 1], inputs, out DenseMatrix targets);
        Assert.Equal([40, 41, 20, 21], inputs.Values);
        Assert.Equal((3, 2), (targets.RowCount, targets.ColumnCount));
        Assert.Equal([1, 1, 1, 0, 1, 0], targets.Values);
    }

    [Fact]
    public void MultiLabelBatches_gives_the_same_matrix_when_the_batch_size_comes_back()
    {
        MultiLabelBatches source = new(Inputs, new(3, 4));
        source.Load([0, 1], new(2, 2), out DenseMatrix first);
        source.Load([0], new(2, 1), out DenseMatrix other);
        source.Load([2, 3], new(2, 2), out DenseMatrix second);
        Assert.Same(first, second);
        Assert.Equal(1, other.ColumnCount);
    }

    [Fact]
    public void Load_allocates_nothing_when_the_batch_size_is_known()
    {
        AssertQuiet(new ImageBatches(Images));
        AssertQuiet(new MatrixBatches(Inputs, Labels));
        AssertQuiet(new MultiLabelBatches(Inputs, new(3, 4)));

        static void AssertQuiet<TTargets>(IBatchSource<TTargets> source)
        {
            (DenseMatrix two, DenseMatrix three) = (new(2, 2), new(2, 3));
            source.Load([0, 1, 2], three, out _);
            source.Load([0, 1], two, out _);
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 100; i++)
            {
                source.Load([0, 1, 2], three, out _);
                source.Load([0, 1], two, out _);
            }
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }

    [Fact]
    public void Load_throws_when_the_matrix_or_an_index_does_not_fit()
    {
        AssertChecks(new ImageBatches(Images));
        AssertChecks(new MatrixBatches(Inputs, Labels));
        AssertChecks(new MultiLabelBatches(Inputs, new(3, 4)));

        static void AssertChecks<TTargets>(IBatchSource<TTargets> source)
        {
            Assert.Throws<ArgumentException>(() => source.Load([0, 1], new(2, 3), out _));
            Assert.Throws<ArgumentException>(() => source.Load([0, 1], new(3, 2), out _));
            Assert.Throws<ArgumentException>(() => source.Load([0, 4], new(2, 2), out _));
            Assert.Throws<ArgumentException>(() => source.Load([0, -1], new(2, 2), out _));
        }
    }

    [Fact]
    public void Constructors_throw_when_samples_and_targets_differ_in_number()
    {
        Assert.Throws<ArgumentException>(() => new MatrixBatches(Inputs, Labels.AsMemory(1)));
        Assert.Throws<ArgumentException>(() => new MultiLabelBatches(Inputs, new(3, 5)));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Constructors_name_the_sample_when_a_number_is_not_finite(float value)
    {
        DenseMatrix broken = new(2, 4, [10, 11, 20, 21, 30, value, 40, 41]);
        Assert.Contains(
            "Sample 2",
            Message(() => new MatrixBatches(broken, new int[4])),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "row 1",
            Message(() => new MultiLabelBatches(broken, new(1, 4))),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Sample 2",
            Message(() => new MultiLabelBatches(Inputs, broken)),
            StringComparison.Ordinal
        );

        static string Message(Func<object> create) =>
            Assert.Throws<ArgumentException>(create).Message;
    }
}
