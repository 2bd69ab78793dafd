using System.Globalization;

namespace MnistModel.Options;

/// <summary>Times as people type them.</summary>
internal static class Duration
{
    /// <summary>What is allowed, in words.</summary>
    public const string Allowed = "a time above 0 such as 30s, 1.5m or 2h";

    private static readonly TimeSpan Longest = TimeSpan.FromDays(365);

    /// <summary>Reads a number with its unit: seconds, minutes or hours.</summary>
    /// <param name="text">What was typed.</param>
    /// <returns>The time; null if it is none.</returns>
    public static TimeSpan? Parse(string text)
    {
        double seconds = text.Length == 0 ? 0 : SecondsOf(text[^1]);
        return
            double.TryParse(
                text.AsSpan(0, Math.Max(0, text.Length - 1)),
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out double number
            )
            && number * seconds > 0
            && number * seconds <= Longest.TotalSeconds
            ? TimeSpan.FromSeconds(number * seconds)
            : null;
    }

    private static double SecondsOf(char unit) =>
        unit switch
        {
            's' => 1,
            'm' => 60,
            'h' => 3600,
            _ => 0,
        };
}
