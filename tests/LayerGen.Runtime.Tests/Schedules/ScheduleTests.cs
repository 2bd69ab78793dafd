using System.Collections.Immutable;
using LayerGen.Schedules;
using LayerGen.Training;

namespace LayerGen.Tests.Schedules;

public class ScheduleTests
{
    [Fact]
    public void Factor_is_1_when_the_schedule_is_constant() =>
        Assert.Equal(1, new Schedule.Constant().Factor(At(3, 1)));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 0.5)]
    [InlineData(5, 0.25)]
    public void Factor_falls_after_every_so_many_epochs_when_it_decays_in_steps(
        int epoch,
        double expected
    ) => Assert.Equal(expected, new Schedule.StepDecay(2, 0.5).Factor(At(epoch, 3)));

    [Fact]
    public void Factor_falls_by_the_rate_over_an_epoch_when_it_decays_exponentially()
    {
        Schedule schedule = new Schedule.ExponentialDecay(0.25);
        Assert.Equal(1, schedule.Factor(At(1, 0)));
        // Half an epoch: the square root of a quarter.
        Assert.Equal(0.5, schedule.Factor(At(1, 2)), 1e-15);
        Assert.Equal(0.0625, schedule.Factor(At(3, 0)), 1e-15);
    }

    [Fact]
    public void Factor_runs_along_half_a_wave_when_it_decays_by_cosine()
    {
        // 5 epochs of 4 batches: 20 steps. cos(π / 2) = 0 halfway.
        Schedule schedule = new Schedule.CosineDecay(0.2);
        Assert.Equal(1, schedule.Factor(At(1, 0)));
        Assert.Equal(0.6, schedule.Factor(At(3, 2)), 1e-15);
        Assert.Equal(0.2, schedule.Factor(At(6, 0)), 1e-15);
        // Behind the end, where more epochs are trained than were planned.
        Assert.Equal(0.2, schedule.Factor(At(9, 0)), 1e-15);
    }

    [Fact]
    public void Factor_rises_in_a_straight_line_when_there_is_a_warm_up()
    {
        Schedule schedule = new Schedule.StepDecay(1, 0.5).WithWarmUp(8);
        Assert.Equal(1 / 8.0, schedule.Factor(At(1, 0)));
        Assert.Equal(4 / 8.0, schedule.Factor(At(1, 3)));
        // The fifth step is in the second epoch, where the schedule has fallen.
        Assert.Equal(5 / 8.0 * 0.5, schedule.Factor(At(2, 0)));
        Assert.Equal(0.25, schedule.Factor(At(3, 0)));
    }

    [Fact]
    public void Factor_falls_each_time_that_patience_runs_out_when_it_waits_for_a_plateau()
    {
        Schedule schedule = new Schedule.ReduceOnPlateau(2, 0.5, Least: 0.2);
        // 3 is best at once, 2 is better; two epochs without better ones halve it, and two more again.
        double[] losses = [3, 2, 2, 4, 2, 2, 1, 1, 1];
        double[] expected = [1, 1, 1, 1, 0.5, 0.5, 0.25, 0.25, 0.25, 0.2];
        for (int epochs = 0; epochs <= losses.Length; epochs++)
            Assert.Equal(
                expected[epochs],
                schedule.Factor(At(epochs + 1, 0, losses.AsSpan(0, epochs)))
            );
    }

    [Fact]
    public void Fit_sets_the_learning_rate_of_every_step_to_the_base_times_the_factor()
    {
        List<double> rates = [];
        Training.CountingOptimizer optimizer = null!;
        optimizer = new(_ => rates.Add(optimizer.LearningRate));
        using Training.ScriptedNetwork network = new();
        TrainingOutcome outcome = network.Fit(
            Training.Samples.Numbered(8),
            new()
            {
                Epochs = 2,
                BatchSize = 4,
                LearningRate = 0.5,
                Optimizer = _ => optimizer,
                Schedule = new Schedule.Custom(position => position.Step + 1),
            }
        );
        Assert.Equal([0.5, 1, 1.5, 2], rates);
        Assert.Equal([1, 2], outcome.History.Select(epoch => epoch.LearningRate));
    }

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(-1, "-1")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    public void Factor_says_what_a_function_gave_and_where_when_it_is_none(
        double factor,
        string words
    )
    {
        Schedule schedule = new Schedule.Custom(_ => factor).WithWarmUp(2);

        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() =>
            schedule.Factor(At(2, 3))
        );

        Assert.Equal(
            $"The schedule's function gave {words} in epoch 2 after 3 batches; it must give a finite number of at least 0.",
            exception.Message
        );
    }

    private static SchedulePosition At(int epoch, int batch, ReadOnlySpan<double> losses = default)
    {
        ImmutableArray<EpochReport>.Builder history = ImmutableArray.CreateBuilder<EpochReport>();
        foreach (double loss in losses)
            history.Add(new(history.Count + 1, 5, 1, 0, 0, 0, loss, 0, 0, 0));
        return new(epoch, batch, 4, 5, history.ToImmutable());
    }
}
