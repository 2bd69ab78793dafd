using LayerGen.Data;
using MnistModel.Data;
using MnistModel.Options;
using MnistModel.Running;

namespace MnistModel.Tests;

public sealed class TrainingPlanTests
{
    private static readonly RunOptions Options = new(
        DataDirectory: null,
        new DatasetChoice.Unspecified(),
        Epochs: 3,
        BatchSize: 16,
        LearningRate: 0.5,
        Seed: 9,
        Threads: 1,
        OutputDirectory: "out",
        LogFormat.Plain
    );

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
        Assert.Equal(0.5, plan.Optimizer.LearningRate);
        Assert.Equal(Path.Combine("somewhere", "custom-seed9.safetensors"), plan.ModelPath);
    }

    private static TrainingPlan PlanFor(int images) =>
        TrainingPlan.For(
            Options,
            "somewhere",
            new LoadedData("custom", "from memory", false, Images(images), Images(1))
        );

    private static ImageDataset Images(int count) =>
        ImageDataset
            .Create("custom", 1, 1, 1, classes: 10, new byte[count], new byte[count])
            .ValueOrThrow();
}
