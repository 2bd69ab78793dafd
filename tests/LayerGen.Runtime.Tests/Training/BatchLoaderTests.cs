using LayerGen.Data;
using LayerGen.Kernels;
using LayerGen.Training;
using MathNet.Numerics.LinearAlgebra.Single;

namespace LayerGen.Tests.Training;

[Collection(nameof(WholeProcess))]
public class BatchLoaderTests
{
    private const int ImageSize = 35 * 30;
    private const int Count = 83;

    private static readonly ImageDataset Images = MakeImages();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Load_gives_every_sample_of_the_epoch_in_its_place_for_any_number_of_threads(
        int threads
    )
    {
        using WorkerTeam team = new(threads);
        BatchLoader<ReadOnlyMemory<int>> loader = new(new ImageBatches(Images), 20, team);
        loader.BeginEpoch(seed: 7, epoch: 3, shuffle: true);
        int[] order = new int[Count];
        BatchOrder.Shuffled(order, 7, 3);
        int seen = 0;
        for (int batch = 0; batch < loader.Batches; batch++)
        {
            DenseMatrix inputs = loader.Load(batch, out ReadOnlyMemory<int> labels);
            Assert.Equal(labels.Length, inputs.ColumnCount);
            for (int column = 0; column < inputs.ColumnCount; column++, seen++)
            {
                float[] expected =
                [
                    .. Images.Image(order[seen]).ToArray().Select(pixel => pixel / 255f),
                ];
                Assert.Equal(
                    expected,
                    inputs.Values.AsSpan(column * ImageSize, ImageSize).ToArray()
                );
                Assert.Equal(Images.Label(order[seen]), labels.Span[column]);
            }
        }
        Assert.Equal(Count, seen);
    }

    [Fact]
    public void Load_runs_on_the_workers_when_columns_are_independent()
    {
        using WorkerTeam team = new(2);
        using CountdownEvent missing = new(2);
        MeetingSource source = new(missing);
        BatchLoader<ReadOnlyMemory<int>> loader = new(source, 2, team);
        // Each of the two samples waits for the other: on one thread alone neither would come.
        DenseMatrix inputs = loader.Load(0, out _);
        Assert.Equal([0, 1], inputs.Values);
    }

    [Fact]
    public void Load_asks_the_source_itself_when_columns_are_not_independent()
    {
        using WorkerTeam team = new(2);
        WholeBatches source = new();
        BatchLoader<ReadOnlyMemory<int>> loader = new(source, 2, team);
        Assert.Equal([0, 1], loader.Load(0, out _).Values);
        Assert.Equal([2], loader.Load(1, out _).Values);
    }

    [Fact]
    public void BeginEpoch_tells_the_source_and_goes_back_to_the_given_order_without_shuffle()
    {
        using WorkerTeam team = new(1);
        WholeBatches source = new();
        BatchLoader<ReadOnlyMemory<int>> loader = new(source, 3, team);
        loader.BeginEpoch(seed: 5, epoch: 9, shuffle: true);
        loader.BeginEpoch(seed: 6, epoch: 2, shuffle: false);
        Assert.Equal([(5, 9), (6, 2)], source.Epochs);
        Assert.Equal([0, 1, 2], loader.Load(0, out _).Values);
    }

    [Fact]
    public void Load_allocates_nothing_on_any_thread_when_it_is_warm()
    {
        using WorkerTeam team = new(2);
        BatchLoader<ReadOnlyMemory<int>> loader = new(new ImageBatches(Images), 20, team);
        long allocated = WholeProcess.LeastAllocation(
            () =>
            {
                for (int batch = 0; batch < loader.Batches; batch++)
                    loader.Load(batch, out _);
            },
            repetitions: 50
        );
        Assert.Equal(0, allocated);
    }

    private static ImageDataset MakeImages()
    {
        byte[] pixels = new byte[Count * ImageSize];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)((i / ImageSize * 31) + (i % 199));
        byte[] labels = [.. Enumerable.Range(0, Count).Select(i => (byte)(i % 10))];
        return ImageDataset.Create("counted", 35, 30, 1, 10, pixels, labels).ValueOrThrow();
    }

    private sealed class MeetingSource(CountdownEvent missing) : ColumnSource<ReadOnlyMemory<int>>
    {
        public override int Count => 2;

        public override int InputSize => 1;

        public override int SamplesPerItem => 1;

        public override void LoadInputs(ReadOnlySpan<int> indices, Span<float> columns)
        {
            missing.Signal();
            if (!missing.Wait(TimeSpan.FromSeconds(30)))
                throw new TimeoutException("The other sample is not loaded at the same time.");
            columns[0] = indices[0];
        }

        public override ReadOnlyMemory<int> LoadTargets(ReadOnlySpan<int> indices) =>
            new int[indices.Length];
    }

    private sealed class WholeBatches : IBatchSource<ReadOnlyMemory<int>>
    {
        public List<(ulong Seed, int Epoch)> Epochs { get; } = [];

        public int Count => 3;

        public int InputSize => 1;

        public void BeginEpoch(ulong seed, int epoch) => Epochs.Add((seed, epoch));

        public void Load(
            ReadOnlySpan<int> indices,
            DenseMatrix inputs,
            out ReadOnlyMemory<int> targets
        )
        {
            for (int i = 0; i < indices.Length; i++)
                inputs[0, i] = indices[i];
            targets = new int[indices.Length];
        }
    }
}
