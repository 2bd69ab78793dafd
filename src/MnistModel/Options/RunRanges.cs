namespace MnistModel.Options;

/// <summary>Numbers that a run can be made with, whether they are typed or stand in a checkpoint.</summary>
/// <param name="InWords">What is allowed, in words.</param>
/// <param name="Contains">Whether a number is allowed.</param>
internal sealed record NumberRange<T>(string InWords, Func<T, bool> Contains)
    where T : struct;

/// <summary>The range of each number.</summary>
internal static class RunRanges
{
    private const int MaxEpochs = 100_000;
    private const int MaxBatchSize = 4096;

    /// <summary>For <see cref="RunOptions.Epochs"/>, and how many of them early stopping waits for.</summary>
    public static NumberRange<int> Epochs { get; } =
        new($"a whole number from 1 to {MaxEpochs}", number => number is >= 1 and <= MaxEpochs);

    /// <summary>For <see cref="RunOptions.BatchSize"/>.</summary>
    public static NumberRange<int> BatchSize { get; } =
        new(
            $"a whole number from 1 to {MaxBatchSize}",
            number => number is >= 1 and <= MaxBatchSize
        );

    /// <summary>For <see cref="RunOptions.LearningRate"/>.</summary>
    public static NumberRange<double> LearningRate { get; } =
        new("a finite number above 0", number => number > 0 && double.IsFinite(number));

    /// <summary>For <see cref="RunOptions.TargetAccuracy"/>.</summary>
    public static NumberRange<double> TargetAccuracy { get; } =
        new("a number above 1 and up to 100", number => number is > 1 and <= 100);
}
