using LayerGen.Augmentation;
using LayerGen.Data;
using LayerGen.Kernels;
using LayerGen.Training;
using MathNet.Numerics.LinearAlgebra.Single;

namespace LayerGen.Tests.Augmentation;

[Collection(nameof(WholeProcess))]
public class AugmentedBatchesTests
{
    private const int Height = 9;
    private const int Width = 7;
    private const int Channels = 2;
    private const int Size = Height * Width * Channels;
    private const int Count = 23;

    private static readonly ImageChanges Everything = new(
        [
            new ImageChange.Rotate(20),
            new ImageChange.Shift(0.2, 0.1),
            new ImageChange.Elastic(20, 2),
            new ImageChange.Cutout(3, 0.25f),
            new ImageChange.Scale(0.8, 1.2),
            new ImageChange.Shear(15),
            new ImageChange.FlipHorizontally(),
            new ImageChange.Noise(0.1),
            new ImageChange.Brightness(0.2),
        ],
        Fill: 0.5f
    );

    private static readonly ImageChange[] WithoutEffect =
    [
        new ImageChange.Shift(0, 0),
        new ImageChange.Rotate(0),
        new ImageChange.Scale(1, 1),
        new ImageChange.Shear(0),
        new ImageChange.Elastic(0, 3),
        new ImageChange.FlipHorizontally(0),
        new ImageChange.Cutout(0, 9),
        new ImageChange.Noise(0),
        new ImageChange.Brightness(0),
    ];

    public static TheoryData<ImageChange> Identities => [.. WithoutEffect];

    [Theory]
    [MemberData(nameof(Identities))]
    public void Load_gives_the_very_bits_of_the_source_when_a_range_has_no_width(ImageChange change)
    {
        float[] expected = Load(Source());
        Assert.Equal(expected, Load(Augmented(new([change], Fill: 7))));
    }

    [Fact]
    public void Load_gives_the_very_bits_of_the_source_when_no_change_has_an_effect() =>
        Assert.Equal(Load(Source()), Load(Augmented(new([.. WithoutEffect], Fill: 7))));

    [Fact]
    public void Load_gives_the_same_bits_on_any_number_of_threads()
    {
        float[] expected = LoadByLoader(threads: 1, epoch: 4);
        Assert.Equal(expected, LoadByLoader(threads: 2, epoch: 4));
        Assert.Equal(expected, LoadByLoader(threads: 5, epoch: 4));
        Assert.NotEqual(expected, LoadByLoader(threads: 1, epoch: 5));
    }

    [Fact]
    public void Load_gives_a_sample_the_same_bits_in_any_batch_of_the_epoch()
    {
        AugmentedBatches<DenseMatrix> source = Augmented(Everything);
        source.BeginEpoch(seed: 3, epoch: 2);
        float[] all = Load(source);
        source.BeginEpoch(seed: 3, epoch: 7);
        source.BeginEpoch(seed: 3, epoch: 2);
        DenseMatrix one = new(Size, 1);
        source.Load([11], one, out _);
        Assert.Equal(all[(11 * Size)..(12 * Size)], one.Values);
    }

    [Fact]
    public void Load_changes_each_sample_epoch_and_seed_in_another_way()
    {
        AugmentedBatches<DenseMatrix> source = Augmented(Everything, constant: true);
        HashSet<string> seen = [];
        foreach ((ulong seed, int epoch) in new[] { (1ul, 0), (1ul, 1), (2ul, 0) })
        {
            source.BeginEpoch(seed, epoch);
            float[] all = Load(source);
            for (int sample = 0; sample < Count; sample++)
                seen.Add(string.Join(' ', all[(sample * Size)..((sample + 1) * Size)]));
        }
        Assert.Equal(3 * Count, seen.Count);
    }

    [Fact]
    public void Load_allocates_nothing_on_any_thread_when_it_is_warm()
    {
        using WorkerTeam team = new(2);
        BatchLoader<DenseMatrix> loader = new(Augmented(Everything), 8, team);
        long allocated = WholeProcess.LeastAllocation(
            () =>
            {
                for (int batch = 0; batch < loader.Batches; batch++)
                    loader.Load(batch, out _);
            },
            // Few: the shorter it takes, the less the test host's own threads come between.
            repetitions: 5
        );
        Assert.Equal(0, allocated);
    }

    [Fact]
    public void Constructor_throws_when_the_sizes_are_not_the_sources()
    {
        Assert.Throws<ArgumentException>(() =>
            new AugmentedBatches<DenseMatrix>(Source(), Height, Width, 1, Everything)
        );
        Assert.Throws<ArgumentException>(() => Augmented(Everything with { Fill = float.NaN }));
    }

    [Fact]
    public void Targets_are_the_sources()
    {
        AugmentedBatches<DenseMatrix> source = Augmented(Everything);
        source.Load([4, 2], new(Size, 2), out DenseMatrix targets);
        Assert.Equal([4, 2], targets.Values);
        Assert.Equal((Count, Size), (source.Count, source.InputSize));
    }

    private static AugmentedBatches<DenseMatrix> Augmented(
        ImageChanges changes,
        bool constant = false
    ) => new(Source(constant), Height, Width, Channels, changes);

    private static MultiLabelBatches Source(bool constant = false)
    {
        RandomSource random = new(5);
        DenseMatrix inputs = new(Size, Count);
        for (int i = 0; i < inputs.Values.Length; i++)
            inputs.Values[i] = constant ? 0.3f : random.NextSingle();
        return new(
            inputs,
            new DenseMatrix(1, Count, [.. Enumerable.Range(0, Count).Select(i => (float)i)])
        );
    }

    private static float[] Load(ColumnSource<DenseMatrix> source)
    {
        DenseMatrix inputs = new(Size, Count);
        source.Load([.. Enumerable.Range(0, Count)], inputs, out _);
        return inputs.Values;
    }

    private static float[] LoadByLoader(int threads, int epoch)
    {
        using WorkerTeam team = new(threads);
        BatchLoader<DenseMatrix> loader = new(Augmented(Everything), 8, team);
        loader.BeginEpoch(seed: 9, epoch, shuffle: true);
        List<float> all = [];
        for (int batch = 0; batch < loader.Batches; batch++)
            all.AddRange(loader.Load(batch, out _).Values);
        return [.. all];
    }
}
