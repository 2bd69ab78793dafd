using System.Globalization;

namespace LayerGen.Training;

/// <summary>Numbers in messages, the same in every culture.</summary>
internal static class Invariant
{
    public static string Of(double value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A fraction as percent with two digits: <c>98.76 %</c>.</summary>
    public static string Percent(double fraction) =>
        string.Create(CultureInfo.InvariantCulture, $"{100 * fraction:F2} %");
}
