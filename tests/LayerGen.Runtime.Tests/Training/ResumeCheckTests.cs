using LayerGen.Training;

namespace LayerGen.Tests.Training;

/// <summary>States that no training has written, as somebody may have changed them in a file.</summary>
public class ResumeCheckTests
{
    private const int BatchSize = 8;
    private const int Samples = 80;

    private static readonly EpochReport First = new(1, 5, Samples, 0.5, 0, 0.9, null, null, 1, 0);

    /// <summary>In the second epoch, after three of ten batches.</summary>
    private static readonly TrainingProgress Right = new(2, 3, 1, [First], default)
    {
        Samples = Samples,
        BatchSize = BatchSize,
        LearningRate = 0.1,
    };

    [Fact]
    public void Problem_has_nothing_to_say_about_what_training_wrote() =>
        Assert.Null(ResumeCheck.Problem(Right, BatchSize, Samples));

    public static TheoryData<string, Func<TrainingProgress, TrainingProgress>> Contradictions =>
        new()
        {
            { "epoch 0", right => right with { Epoch = 0 } },
            { "-1 batches", right => right with { Batch = -1 } },
            { "11 batches of an epoch of 10", right => right with { Batch = 11 } },
            { "has 1 finished ones", right => right with { Epoch = 3 } },
            { "has 0 finished ones", right => right with { History = default } },
            { "one of its epochs is missing", right => right with { History = [null!] } },
            { "is numbered 4", right => right with { History = [First with { Epoch = 4 }] } },
            {
                "a loss of NaN",
                right => right with { History = [First with { Loss = double.NaN }] }
            },
            { "over 0 samples", right => right with { History = [First with { Samples = 0 }] } },
            { "best epoch is 2 of 1", right => right with { BestEpoch = 2 } },
            { "learning rate is NaN", right => right with { LearningRate = double.NaN } },
            { "gone back -1 times", right => right with { Rollbacks = -1 } },
            { "skipped -1 batches", right => right with { SkippedBatches = -1 } },
            { "taken NaN seconds", right => right with { Seconds = double.NaN } },
            { "-5 samples in batches of 8", right => right with { Samples = -5 } },
            { "in batches of -8", right => right with { BatchSize = -8 } },
        };

    [Theory]
    [MemberData(nameof(Contradictions), DisableDiscoveryEnumeration = true)]
    public void Problem_names_the_contradiction(
        string named,
        Func<TrainingProgress, TrainingProgress> change
    )
    {
        Failure? problem = ResumeCheck.Problem(change(Right), BatchSize, Samples);
        Assert.Contains(named, problem?.Message, StringComparison.Ordinal);
    }
}
