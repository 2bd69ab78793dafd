using LayerGen.Augmentation;
using LayerGen.Optimizers;
using LayerGen.Training;
using MnistModel.Data;
using MnistModel.Options;

namespace MnistModel.Running;

/// <summary>What follows from the options once the data are known.</summary>
/// <param name="ValidationCount">Training images to hold back.</param>
/// <param name="Training">How to train.</param>
/// <param name="Changes">How training images are changed.</param>
/// <param name="Files">Where the weights and the checkpoints go.</param>
internal sealed record TrainingPlan(
    int ValidationCount,
    TrainingOptions Training,
    ImageChanges Changes,
    RunFiles Files
)
{
    private const int UsualValidationCount = 5_000;

    // 5,000 of MNIST's 60,000: a smaller data set is divided in the same way.
    private const int UsualFraction = 12;

    /// <summary>Plans a run.</summary>
    /// <param name="beginning">What the person wants, and what the run goes on from.</param>
    /// <param name="outputDirectory">Where the weights go, in full.</param>
    /// <param name="data">The data; at least 2 training images.</param>
    /// <param name="elapsed">How long the command has run already.</param>
    public static TrainingPlan For(
        RunBeginning beginning,
        string outputDirectory,
        LoadedData data,
        TimeSpan elapsed
    )
    {
        RunOptions options = beginning.Options;
        return new(
            Math.Clamp(data.Training.Count / UsualFraction, 1, UsualValidationCount),
            new TrainingOptions
            {
                Epochs = options.Epochs,
                BatchSize = options.BatchSize,
                Optimizer = network => new Adam(network, new AdamOptions(options.LearningRate)),
                Schedule = ScheduleWords.Parse(options.Schedule),
                Seed = options.Seed,
                EarlyStopping = options.EarlyStopping is { } patience
                    ? new EarlyStopping(patience)
                    : null,
                TargetAccuracy = options.TargetAccuracy / 100,
                TimeLimit = options.Deadline is { } deadline ? Left(deadline, elapsed) : null,
                NonFinite = NonFiniteWords.Policy(options.NonFinite),
                Resume = beginning.From?.State,
            },
            AugmentationWords.Parse(options.Augmentation) ?? new ImageChanges([], Fill: 0),
            beginning.From is { } from
                ? RunFiles.GoOn(from.Path)
                : RunFiles.Of(outputDirectory, data.Name, options.Seed)
        );
    }

    /// <summary>Loading has cost some of it; the moment that is left at least makes training stop by the usual rule.</summary>
    private static TimeSpan Left(TimeSpan deadline, TimeSpan elapsed) =>
        deadline > elapsed ? deadline - elapsed : TimeSpan.FromTicks(1);
}
