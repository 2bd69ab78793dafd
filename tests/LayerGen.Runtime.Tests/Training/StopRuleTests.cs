using LayerGen.Data;
using LayerGen.Persistence;
using LayerGen.Training;

namespace LayerGen.Tests.Training;

/// <summary>Early stopping, target, time limit: when training ends, and with which weights.</summary>
public class StopRuleTests
{
    private static readonly MatrixBatches Data = Samples.Numbered(8);
    private static readonly MatrixBatches Held = Samples.Numbered(4);

    [Fact]
    public void Fit_stops_early_and_restores_the_best_weights_when_nothing_gets_better()
    {
        // The validation losses of the epochs; the third is best, and two pass without a better one.
        double[] losses = [4, 3, 1, 2, 1, 0];
        using ScriptedNetwork network = Scripted(epoch => new(losses[epoch], 0, 0));
        TrainingOutcome.StoppedEarly outcome = Assert.IsType<TrainingOutcome.StoppedEarly>(
            Fit(network, new() { EarlyStopping = new(Patience: 2) })
        );
        Assert.Equal((5, 3), (outcome.History.Length, outcome.BestEpoch));
        // The optimizer writes the number of steps made; an epoch has two.
        Assert.Equal(6, network.First.Value.Values[0]);
    }

    [Fact]
    public void Fit_keeps_the_last_weights_when_the_best_are_not_to_be_restored()
    {
        using ScriptedNetwork network = Scripted(_ => new(1, 0, 0));
        TrainingOutcome outcome = Fit(
            network,
            new() { EarlyStopping = new(Patience: 2, RestoreBest: false) }
        );
        Assert.Equal(1, Assert.IsType<TrainingOutcome.StoppedEarly>(outcome).BestEpoch);
        Assert.Equal(6, network.First.Value.Values[0]);
    }

    [Fact]
    public void Fit_restores_the_best_weights_when_all_epochs_are_done()
    {
        double[] losses = [4, 1, 2, 3];
        using ScriptedNetwork network = Scripted(epoch => new(losses[epoch], 0, 0));
        Assert.IsType<TrainingOutcome.Completed>(
            Fit(network, new() { EarlyStopping = new(Patience: 4) }, epochs: 4)
        );
        Assert.Equal(4, network.First.Value.Values[0]);
    }

    [Fact]
    public void Fit_counts_small_changes_as_none_when_a_minimum_is_set()
    {
        double[] accuracies = [0.5, 0.55, 0.7, 0.75, 0.8];
        using ScriptedNetwork network = Scripted(epoch => new(1, 0, accuracies[epoch]));
        TrainingOutcome outcome = Fit(
            network,
            new() { EarlyStopping = new(2, Monitored.ValidationAccuracy, 0.125) }
        );
        // 0.55 is too little more than 0.5, and so are 0.75 and 0.8 than 0.7.
        Assert.Equal(3, Assert.IsType<TrainingOutcome.StoppedEarly>(outcome).BestEpoch);
        Assert.Equal(5, outcome.History.Length);
    }

    [Fact]
    public void Fit_stops_after_the_epoch_whose_validation_accuracy_reaches_the_target()
    {
        double[] accuracies = [0.5, 0.9, 0.99, 1];
        using ScriptedNetwork network = Scripted(epoch => new(1, 0, accuracies[epoch]));
        TrainingOutcome outcome = Fit(network, new() { TargetAccuracy = 0.99 });
        Assert.Equal(3, Assert.IsType<TrainingOutcome.TargetReached>(outcome).History.Length);
        Assert.Equal("Reached a validation accuracy of 99.00 % after 3 epochs.", outcome.Message);
    }

    [Fact]
    public void Fit_stops_before_the_first_batch_behind_the_time_limit()
    {
        ManualClock clock = new();
        using ScriptedNetwork network = new()
        {
            Training = (_, _) =>
            {
                clock.Advance(1);
                return default;
            },
        };
        TrainingOutcome outcome = network.Fit(
            Data,
            new()
            {
                BatchSize = 4,
                Clock = clock,
                TimeLimit = TimeSpan.FromSeconds(2.5),
                Optimizer = _ => CountingOptimizer.Quiet(),
            }
        );
        TrainingOutcome.DeadlineReached late = Assert.IsType<TrainingOutcome.DeadlineReached>(
            outcome
        );
        Assert.Equal((1, 2, 1), (late.History.Length, late.Epoch, late.Batch));
        Assert.Equal(3, network.TrainingBatches);
    }

    [Fact]
    public void Fit_ends_at_once_when_it_resumes_a_run_that_was_over()
    {
        TrainingState? state = null;
        TrainingOptions options = new()
        {
            EarlyStopping = new(Patience: 2),
            Checkpoints = Checkpoints.To(kept => state = kept),
        };
        using ScriptedNetwork network = Scripted(_ => new(1, 0, 0));
        Fit(network, options);
        int batches = network.TrainingBatches;
        TrainingOutcome outcome = Fit(network, options with { Resume = state });
        Assert.IsType<TrainingOutcome.StoppedEarly>(outcome);
        Assert.Equal(batches, network.TrainingBatches);
        Assert.Equal(2, network.First.Value.Values[0]);
    }

    [Fact]
    public void Fit_holds_samples_back_when_it_is_given_a_fraction()
    {
        HashSet<float> trained = [];
        HashSet<float> validated = [];
        using ScriptedNetwork network = new()
        {
            Training = (_, inputs) =>
            {
                trained.UnionWith(inputs.Values);
                return default;
            },
            Inference = (_, inputs) =>
            {
                validated.UnionWith(inputs.Values);
                return default;
            },
        };
        TrainingOutcome outcome = network.Fit(
            Samples.Numbered(20),
            new()
            {
                Epochs = 2,
                BatchSize = 4,
                ValidationFraction = 0.25,
                Optimizer = _ => CountingOptimizer.Quiet(),
            }
        );
        Assert.Equal((15, 5), (trained.Count, validated.Count));
        Assert.Equal(20, trained.Union(validated).Count());
        Assert.All(outcome.History, epoch => Assert.NotNull(epoch.ValidationLoss));
    }

    [Fact]
    public void Fit_ends_with_the_failure_when_a_checkpoint_cannot_be_kept()
    {
        Failure full = new("the disk is full");
        using ScriptedNetwork network = Scripted(_ => default);
        TrainingOutcome outcome = Fit(network, new() { Checkpoints = new(_ => full) });
        TrainingOutcome.Failed failed = Assert.IsType<TrainingOutcome.Failed>(outcome);
        Assert.Same(full, failed.Failure);
        Assert.Single(failed.History);
    }

    [Fact]
    public void Fit_throws_when_a_rule_has_nothing_to_go_by()
    {
        AssertRefuses(new() { EarlyStopping = new() }, "no validation samples");
        AssertRefuses(new() { TargetAccuracy = 0.9 }, "no validation samples");
        AssertRefuses(new() { TargetAccuracy = 99, ValidationFraction = 0.5 }, "up to 1");
        AssertRefuses(new() { ValidationFraction = double.NaN }, "ValidationFraction is NaN");
        AssertRefuses(new() { TimeLimit = TimeSpan.Zero }, "a positive time");
        AssertRefuses(new() { LearningRate = -1 }, "LearningRate is -1");
        AssertRefuses(new() { NonFinite = new NonFinitePolicy.RollBack(2) }, "below 1");
        AssertRefuses(
            new() { Schedule = new LayerGen.Schedules.Schedule.StepDecay(0) },
            "Schedule: EveryEpochs is 0"
        );

        void AssertRefuses(TrainingOptions options, string shown)
        {
            using ScriptedNetwork network = new();
            ArgumentException exception = Assert.Throws<ArgumentException>(() =>
                network.Fit(Data, options with { BatchSize = 4 })
            );
            Assert.Contains(shown, exception.Message, StringComparison.Ordinal);
        }
    }

    /// <summary>A network whose validation of an epoch, counted from 0, has a loss from a script.</summary>
    private static ScriptedNetwork Scripted(Func<int, BatchLoss> validation) =>
        new() { Inference = (batch, _) => validation(batch) };

    private static TrainingOutcome Fit(
        ScriptedNetwork network,
        TrainingOptions options,
        int epochs = 10
    ) =>
        network.Fit(
            Data,
            options with
            {
                Epochs = epochs,
                BatchSize = 4,
                Optimizer = _ => new CountingOptimizer(step =>
                    network.First.Value.Values[0] = step
                ),
            },
            validation: Held
        );
}
