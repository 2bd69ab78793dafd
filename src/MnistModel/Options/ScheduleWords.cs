using System.Globalization;
using LayerGen.Schedules;

namespace MnistModel.Options;

/// <summary>Schedules of the learning rate as people type them: a name, then numbers behind colons.</summary>
internal static class ScheduleWords
{
    /// <summary>The word for a learning rate that stays as it is.</summary>
    public const string Constant = "constant";

    /// <summary>The word for a learning rate that falls along half a wave until the last epoch ends.</summary>
    public const string Cosine = "cosine";

    /// <summary>What is allowed, in words; what stands in brackets may be left out.</summary>
    public const string Allowed =
        "constant, cosine[:FINAL], step[:EPOCHS[:FACTOR]], exponential[:FACTOR] or plateau[:EPOCHS[:FACTOR]], "
        + "with whole EPOCHS of at least 1 and numbers from 0 to 1";

    /// <summary>The names alone.</summary>
    public static readonly string[] Names = [Constant, Cosine, "step", "exponential", "plateau"];

    /// <summary>Reads a schedule.</summary>
    /// <param name="text">What was typed.</param>
    /// <returns>The schedule; null if it is none.</returns>
    public static Schedule? Parse(string text)
    {
        string[] parts = text.Split(':');
        double?[] numbers = [.. parts.Skip(1).Select(Number)];
        if (numbers.Contains(null))
            return null;
        return (parts[0], numbers) switch
        {
            (Constant, []) => new Schedule.Constant(),
            (Cosine, []) => new Schedule.CosineDecay(),
            (Cosine, [>= 0 and <= 1 and var final]) => new Schedule.CosineDecay(final),
            ("step", []) => new Schedule.StepDecay(EveryEpochs: 1, Decay: 0.5),
            ("step", [var epochs]) when IsCount(epochs) => new Schedule.StepDecay(
                (int)epochs!,
                0.5
            ),
            ("step", [var epochs, > 0 and <= 1 and var factor]) when IsCount(epochs) =>
                new Schedule.StepDecay((int)epochs!, factor),
            ("exponential", []) => new Schedule.ExponentialDecay(0.8),
            ("exponential", [> 0 and <= 1 and var factor]) => new Schedule.ExponentialDecay(factor),
            ("plateau", []) => new Schedule.ReduceOnPlateau(),
            ("plateau", [var epochs]) when IsCount(epochs) => new Schedule.ReduceOnPlateau(
                (int)epochs!
            ),
            ("plateau", [var epochs, > 0 and <= 1 and var factor]) when IsCount(epochs) =>
                new Schedule.ReduceOnPlateau((int)epochs!, factor),
            _ => null,
        };
    }

    private static bool IsCount(double? number) =>
        number is >= 1 and <= 100_000 and var count && double.IsInteger(count);

    private static double? Number(string text) =>
        double.TryParse(
            text,
            NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture,
            out double number
        )
            ? number
            : null;
}
