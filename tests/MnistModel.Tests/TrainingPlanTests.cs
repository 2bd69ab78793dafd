using LayerGen.Data;
using LayerGen.Schedules;
using LayerGen.Training;
using MnistModel.Data;
using MnistModel.Options;
using MnistModel.Running;

namespace MnistModel.Tests;

public sealed class TrainingPlanTests
{
    private static readonly RunOptions Options = new()
    {
        Epochs = 3,
        BatchSize = 16,
        Seed = 9,
        EarlyStopping = 4,
        TargetAccuracy = 98.5,
        Deadline = TimeSpan.FromSeconds(30),
        Schedule = "step:2:0.25",
    };

    [Theory]
    [InlineData(60_000, 5_000)] // MNIST
    [InlineData(120_000, 5_000)]
    [InlineData(240, 20)]
    [InlineData(2, 1)]
    public void Plan_holds_back_a_twelfth_and_at_most_5000(int images, int held)
    {
        Assert.Equal(held, PlanFor(images).ValidationCount);
    }

    [Fact]
    public void Plan_carries_the_options_and_the_true_name()
    {
        TrainingPlan plan = PlanFor(24);

        Assert.Equal(
            (3, 16, 9UL),
            (plan.Training.Epochs, plan.Training.BatchSize, plan.Training.Seed)
        );
        Assert.Equal(new EarlyStopping(Patience: 4), plan.Training.EarlyStopping);
        Assert.Equal(new Schedule.StepDecay(2, 0.25), plan.Training.Schedule);
        Assert.Equal(0.985, plan.Training.TargetAccuracy);
        Assert.Equal(Path.Combine("somewhere", "custom-seed9.safetensors"), plan.Files.Weights);
        Assert.Equal(
            Path.Combine("somewhere", "custom-seed9.checkpoint.safetensors"),
            plan.Files.Checkpoint
        );
    }

    [Theory]
    [InlineData(10, 20)]
    [InlineData(29.5, 0.5)]
    public void Deadline_counts_from_the_start_of_the_command(double elapsed, double left)
    {
        Assert.Equal(TimeSpan.FromSeconds(left), PlanFor(24, elapsed).Training.TimeLimit);
    }

    [Fact]
    public void Deadline_that_is_over_already_leaves_a_moment()
    {
        Assert.True(PlanFor(24, elapsed: 31).Training.TimeLimit > TimeSpan.Zero);
    }

    private static TrainingPlan PlanFor(int images, double elapsed = 0) =>
        TrainingPlan.For(
            new RunBeginning(Options, From: null),
            "somewhere",
            new LoadedData("custom", "from memory", false, Images(images), Images(1))
            {
                Fingerprint = "custom",
            },
            TimeSpan.FromSeconds(elapsed)
        );

    private static ImageDataset Images(int count) =>
        ImageDataset
            .Create("custom", 1, 1, 1, classes: 10, new byte[count], new byte[count])
            .ValueOrThrow();
}
