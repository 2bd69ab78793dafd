using System.Globalization;
using LayerGen.Optimizers;
using LayerGen.Training;
using MnistModel.Data;
using MnistModel.Options;

namespace MnistModel.Running;

/// <summary>What follows from the options once the data are known.</summary>
/// <param name="ValidationCount">Training images to hold back.</param>
/// <param name="Training">How to train.</param>
/// <param name="Optimizer">How to make steps.</param>
/// <param name="ModelPath">The file that the weights go to.</param>
internal sealed record TrainingPlan(
    int ValidationCount,
    TrainingOptions Training,
    AdamOptions Optimizer,
    string ModelPath
)
{
    private const int UsualValidationCount = 5_000;

    // 5,000 of MNIST's 60,000: a smaller data set is divided in the same way.
    private const int UsualFraction = 12;

    /// <summary>Plans a run.</summary>
    /// <param name="options">What the person asked for.</param>
    /// <param name="outputDirectory">Where the weights go, in full.</param>
    /// <param name="data">The data; at least 2 training images.</param>
    public static TrainingPlan For(RunOptions options, string outputDirectory, LoadedData data) =>
        new(
            Math.Clamp(data.Training.Count / UsualFraction, 1, UsualValidationCount),
            new TrainingOptions
            {
                Epochs = options.Epochs,
                BatchSize = options.BatchSize,
                Seed = options.Seed,
            },
            new AdamOptions(options.LearningRate),
            Path.Combine(
                outputDirectory,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{data.Name}-seed{options.Seed}.safetensors"
                )
            )
        );
}
