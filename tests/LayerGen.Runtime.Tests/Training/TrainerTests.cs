using LayerGen.Data;
using LayerGen.Optimizers;
using LayerGen.Training;

namespace LayerGen.Tests.Training;

public class TrainerTests
{
    [Fact]
    public void Fit_learns_when_the_classes_can_be_told_apart()
    {
        using FakeNetwork network = new(2, 4);
        TrainingOutcome outcome = network.Fit(
            Samples.Corners(500, 1),
            new() { Epochs = 10, LearningRate = 0.05 },
            validation: Samples.Corners(100, 2)
        );
        EpochReport last = Assert.IsType<TrainingOutcome.Completed>(outcome).History[^1];
        // Lines through the origin separate the corners completely.
        Assert.Equal(1, last.Accuracy);
        Assert.Equal(1, last.ValidationAccuracy);
        Assert.True(last.Loss < outcome.History[0].Loss / 2);
    }

    [Fact]
    public void Fit_gives_the_same_weights_when_the_seed_is_the_same()
    {
        Assert.Equal(Weights(7), Weights(7));
        Assert.NotEqual(Weights(7), Weights(8));

        static float[] Weights(ulong seed)
        {
            using FakeNetwork network = new(2, 4);
            network.Fit(Samples.Corners(100, 1), new() { Epochs = 2, Seed = seed });
            return [.. network.Weight.Value.Values, .. network.Bias.Value.Values];
        }
    }

    [Fact]
    public void Fit_goes_through_all_samples_in_the_order_of_each_epoch()
    {
        List<int> seen = [];
        List<int> sizes = [];
        using ScriptedNetwork network = new()
        {
            Training = (_, inputs) =>
            {
                sizes.Add(inputs.ColumnCount);
                seen.AddRange(inputs.Values.Select(value => (int)value));
                return default;
            },
        };
        CountingOptimizer optimizer = CountingOptimizer.Quiet();
        TrainingOptions options = new()
        {
            Epochs = 2,
            BatchSize = 4,
            Seed = 5,
            Optimizer = _ => optimizer,
        };
        network.Fit(Samples.Numbered(10), options);
        int[] expected = new int[20];
        BatchOrder.Shuffled(expected.AsSpan(0, 10), 5, epoch: 1);
        BatchOrder.Shuffled(expected.AsSpan(10), 5, epoch: 2);
        Assert.Equal(expected, seen);
        Assert.Equal([4, 4, 2, 4, 4, 2], sizes);
        Assert.Equal(6, optimizer.Steps);
    }

    [Fact]
    public void Fit_keeps_the_order_of_the_source_when_it_shall_not_shuffle()
    {
        List<float> seen = [];
        using ScriptedNetwork network = new()
        {
            Training = (_, inputs) =>
            {
                seen.AddRange(inputs.Values);
                return default;
            },
        };
        TrainingOptions options = new()
        {
            Epochs = 1,
            BatchSize = 3,
            Shuffle = false,
            Optimizer = _ => CountingOptimizer.Quiet(),
        };
        network.Fit(Samples.Numbered(7), options);
        Assert.Equal([0, 1, 2, 3, 4, 5, 6], seen);
    }

    [Fact]
    public void Fit_reports_means_over_samples_and_seconds_of_the_clock()
    {
        ManualClock clock = new();
        using ScriptedNetwork network = new()
        {
            Training = (batch, _) =>
            {
                clock.Advance(0.5);
                return new(batch + 1, 10 * (batch + 1), batch / 4.0);
            },
            Inference = (batch, _) =>
            {
                clock.Advance(2);
                return new(batch, 0, batch / 2.0);
            },
        };
        RecordingObserver observer = new();
        TrainingOptions options = new()
        {
            Epochs = 1,
            BatchSize = 4,
            Clock = clock,
            Optimizer = _ => CountingOptimizer.Quiet(),
        };
        TrainingOutcome outcome = network.Fit(
            Samples.Numbered(10),
            options,
            observer,
            Samples.Numbered(5)
        );
        // Batches of 4, 4 and 2 with losses 1, 2 and 3: (4·1 + 4·2 + 2·3) / 10 = 1.8; accuracies 0, 1/4 and 1/2:
        // (0 + 1 + 1) / 10 = 0.2. Validation batches of 4 and 1 with losses 0 and 1: 1/5; accuracies 0 and 1/2: 1/10.
        EpochReport report = Assert.Single(
            Assert.IsType<TrainingOutcome.Completed>(outcome).History
        );
        Assert.Equal(new(1, 1, 10, 1.8, 18, 0.2, 0.2, 0.1, 1.5, 4) { LearningRate = 1 }, report);
        Assert.Equal(10 / 1.5, report.SamplesPerSecond);
        Assert.Same(report, Assert.Single(observer.Epochs));
        Assert.Equal(
            [
                new(1, 1, 1, 3, 4, 10, 1, 1, 0, 0.5) { LearningRate = 1 },
                new(1, 1, 2, 3, 8, 10, 2, 1.5, 0.125, 1) { LearningRate = 1 },
                new(1, 1, 3, 3, 10, 10, 3, 1.8, 0.2, 1.5) { LearningRate = 1 },
            ],
            observer.Batches
        );
    }

    [Fact]
    public void Fit_reports_no_validation_when_there_is_none()
    {
        using ScriptedNetwork network = new();
        CollectingProgress progress = new();
        network.Fit(Samples.Numbered(3), new() { Epochs = 3, BatchSize = 2 }, progress);
        Assert.Equal([1, 2, 3], progress.Reports.Select(report => report.Epoch));
        Assert.All(
            progress.Reports,
            report => Assert.Equal((null, null), (report.ValidationLoss, report.ValidationAccuracy))
        );
        Assert.Equal(0, network.InferenceBatches);
    }

    [Fact]
    public void Fit_throws_when_options_or_samples_do_not_fit_the_network()
    {
        using ScriptedNetwork network = new(features: 1, maxBatchSize: 4);
        AssertRefuses(Samples.Numbered(3), null, new() { Epochs = 0 }, "Epochs is 0");
        AssertRefuses(Samples.Numbered(3), null, new() { BatchSize = 0 }, "BatchSize is 0");
        AssertRefuses(Samples.Numbered(3), null, new() { BatchSize = 5 }, "1 to 4 samples");
        AssertRefuses(Samples.Corners(3, 1), null, new() { BatchSize = 4 }, "samples of 2");
        AssertRefuses(
            Samples.Numbered(3),
            Samples.Corners(3, 1),
            new() { BatchSize = 4 },
            "samples of 2"
        );
        Assert.Equal(0, network.TrainingBatches);

        void AssertRefuses(
            MatrixBatches data,
            MatrixBatches? validation,
            TrainingOptions options,
            string shown
        ) =>
            Assert.Contains(
                shown,
                Assert
                    .Throws<ArgumentException>(() =>
                        network.Fit(data, options, validation: validation)
                    )
                    .Message,
                StringComparison.Ordinal
            );
    }

    [Fact]
    public void Fit_refuses_an_optimizer_of_another_network_and_changes_nothing()
    {
        using FakeNetwork network = new(2, 4);
        using FakeNetwork twin = new(2, 4);
        using FakeNetwork other = new(3, 5);
        float[] before = [.. network.Weight.Value.Values];

        // The twin has the same names, shapes and numbers, but they are its own.
        AssertRefused(new Adam(twin), "dense1.weight [4×2] of another network");
        AssertRefused(new Sgd(other), "dense1.weight [5×3] of another network");
        Assert.Equal(0, network.TrainingCalls);
        Assert.Equal(before, network.Weight.Value.Values);

        void AssertRefused(IOptimizer optimizer, string found)
        {
            ArgumentException refused = Assert.Throws<ArgumentException>(() =>
                network.Fit(Samples.Corners(20, 1), new() { Optimizer = _ => optimizer })
            );
            Assert.Equal("options", refused.ParamName);
            Assert.Contains(found, refused.Message, StringComparison.Ordinal);
            Assert.Contains(
                "FakeNetwork that is trained (dense1.weight [4×2], dense1.bias [4])",
                refused.Message,
                StringComparison.Ordinal
            );
        }
    }

    [Fact]
    public void Fit_takes_an_optimizer_that_was_made_before_for_the_same_network()
    {
        using FakeNetwork network = new(2, 4);
        Sgd optimizer = new(network);
        float[] before = [.. network.Weight.Value.Values];

        network.Fit(Samples.Corners(20, 1), new() { Epochs = 1, Optimizer = _ => optimizer });

        Assert.Equal(network.Parameters, optimizer.Parameters);
        Assert.NotEqual(before, network.Weight.Value.Values);
    }

    private sealed class CollectingProgress : IProgress<EpochReport>
    {
        public List<EpochReport> Reports { get; } = [];

        public void Report(EpochReport value) => Reports.Add(value);
    }
}
