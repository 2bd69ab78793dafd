using LayerGen.Persistence;
using LayerGen.Training;

namespace LayerGen.Tests.Training;

public class NonFinitePolicyTests
{
    [Fact]
    public void Fit_leaves_the_step_out_when_batches_may_be_skipped()
    {
        List<NonFinite> found = [];
        using ScriptedNetwork network = new()
        {
            Training = (batch, _) => batch is 1 or 4 ? new(double.NaN, 0, 0) : new(2, 0, 1),
        };
        CountingOptimizer optimizer = CountingOptimizer.Quiet();
        TrainingOutcome outcome = Fit(
            network,
            optimizer,
            new NonFinitePolicy.SkipBatch(1),
            found.Add
        );
        Assert.IsType<TrainingOutcome.Completed>(outcome);
        Assert.Equal(4, optimizer.Steps);
        Assert.Equal([(1, 2), (2, 2)], found.Select(one => (one.Epoch, one.Batch)));
        // The means are those of the other batches.
        Assert.All(
            outcome.History,
            epoch => Assert.Equal((2, 1, 1), (epoch.Loss, epoch.Accuracy, epoch.SkippedBatches))
        );
        // Batches of 4, 4 and 2 samples.
        Assert.Equal([6, 6], outcome.History.Select(epoch => epoch.Samples));
    }

    [Fact]
    public void Fit_diverges_when_more_batches_than_allowed_would_be_skipped()
    {
        using ScriptedNetwork network = new()
        {
            Training = (batch, _) => batch > 0 ? new(double.NaN, 0, 0) : default,
        };
        TrainingOutcome outcome = Fit(
            network,
            CountingOptimizer.Quiet(),
            new NonFinitePolicy.SkipBatch(1)
        );
        Assert.Equal(3, Assert.IsType<TrainingOutcome.Diverged>(outcome).Found.Batch);
    }

    [Fact]
    public void Fit_diverges_when_every_batch_of_an_epoch_was_skipped()
    {
        using ScriptedNetwork network = new() { Training = (_, _) => new(double.NaN, 0, 0) };
        TrainingOutcome outcome = Fit(
            network,
            CountingOptimizer.Quiet(),
            new NonFinitePolicy.SkipBatch()
        );
        Assert.Equal("every batch", Assert.IsType<TrainingOutcome.Diverged>(outcome).Found.Where);
    }

    [Fact]
    public void Fit_diverges_at_once_when_skipping_cannot_help()
    {
        using ScriptedNetwork network = new() { Training = (_, _) => new(double.NaN, 0, 0) };
        network.First.Value.Values[0] = float.NaN;
        TrainingOutcome outcome = Fit(
            network,
            CountingOptimizer.Quiet(),
            new NonFinitePolicy.SkipBatch()
        );
        NonFinite found = Assert.IsType<TrainingOutcome.Diverged>(outcome).Found;
        Assert.Equal((1, "value of conv1.weight"), (found.Batch, found.Where));
    }

    [Fact]
    public void Fit_goes_back_with_a_smaller_learning_rate_when_it_may_roll_back()
    {
        List<NonFinite> found = [];
        // An epoch has three batches: the second one of the second epoch is the fifth call, and the
        // seventh when the epoch begins anew.
        using ScriptedNetwork network = new()
        {
            Training = (batch, _) => batch is 4 or 6 ? new(double.NaN, 0, 0) : default,
        };
        List<(long Step, double Rate, float Weight)> steps = [];
        CountingOptimizer optimizer = null!;
        optimizer = new(step =>
        {
            network.First.Value.Values[0]++;
            steps.Add((step, optimizer.LearningRate, network.First.Value.Values[0]));
        });
        TrainingOutcome outcome = Fit(
            network,
            optimizer,
            new NonFinitePolicy.RollBack(0.5, 2),
            found.Add
        );
        Assert.IsType<TrainingOutcome.Completed>(outcome);
        Assert.Equal([(2, 2), (2, 2)], found.Select(one => (one.Epoch, one.Batch)));
        // Weights and the number of steps are those of the end of the first epoch again, with half the learning rate,
        // and with a quarter after the second time.
        Assert.Equal(
            [
                (1, 1, 1),
                (2, 1, 2),
                (3, 1, 3),
                (4, 1, 4),
                (4, 0.5, 4),
                (4, 0.25, 4),
                (5, 0.25, 5),
                (6, 0.25, 6),
            ],
            steps
        );
    }

    [Fact]
    public void Fit_diverges_when_it_has_gone_back_as_often_as_allowed()
    {
        using ScriptedNetwork network = new() { Training = (_, _) => new(double.NaN, 0, 0) };
        TrainingOutcome outcome = Fit(
            network,
            CountingOptimizer.Quiet(),
            new NonFinitePolicy.RollBack(0.5, 3)
        );
        Assert.IsType<TrainingOutcome.Diverged>(outcome);
        Assert.Equal(4, network.TrainingBatches);
    }

    [Fact]
    public void Fit_goes_back_to_the_last_checkpoint_when_there_are_some()
    {
        List<TrainingState> kept = [];
        using ScriptedNetwork network = new()
        {
            Training = (batch, _) => batch == 2 ? new(double.NaN, 0, 0) : default,
        };
        CountingOptimizer optimizer = CountingOptimizer.Quiet();
        network.Fit(
            Samples.Numbered(10),
            new()
            {
                Epochs = 1,
                BatchSize = 4,
                Optimizer = _ => optimizer,
                NonFinite = new NonFinitePolicy.RollBack(),
                Checkpoints = Checkpoints.To(kept.Add) with { EveryBatches = 2 },
            }
        );
        // After the second batch, and after the epoch: only the third batch was computed again.
        Assert.Equal([2, 0], kept.Select(state => state.Progress.Batch));
        Assert.Equal(4, network.TrainingBatches);
        Assert.Equal((1, 0.5), (kept[^1].Progress.Rollbacks, kept[^1].Optimizer.LearningRate));
    }

    private static TrainingOutcome Fit(
        ScriptedNetwork network,
        CountingOptimizer optimizer,
        NonFinitePolicy policy,
        Action<NonFinite>? onNonFinite = null
    ) =>
        network.Fit(
            Samples.Numbered(10),
            new()
            {
                Epochs = 2,
                BatchSize = 4,
                Optimizer = _ => optimizer,
                NonFinite = policy,
            },
            new Watcher(onNonFinite)
        );

    private sealed class Watcher(Action<NonFinite>? onNonFinite) : ITrainingObserver
    {
        public void OnNonFinite(NonFinite found) => onNonFinite?.Invoke(found);
    }
}
