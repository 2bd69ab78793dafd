using OxyPlot;

namespace MnistModel.Report.Charts;

/// <summary>
/// The colours of charts by their role. The chart library writes fixed colours, so each role has a mark that no chart
/// uses otherwise, and the mark is replaced by the page's own variable: charts follow its light or dark scheme.
/// </summary>
internal static class ChartColor
{
    /// <summary>Text.</summary>
    public static readonly OxyColor Ink = OxyColor.FromRgb(1, 2, 3);

    /// <summary>Lines behind the data.</summary>
    public static readonly OxyColor Grid = OxyColor.FromRgb(1, 2, 4);

    /// <summary>The first series.</summary>
    public static readonly OxyColor First = OxyColor.FromRgb(1, 2, 5);

    /// <summary>The second series.</summary>
    public static readonly OxyColor Second = OxyColor.FromRgb(1, 2, 6);

    private static readonly (OxyColor Mark, string Variable)[] Variables =
    [
        (Ink, "var(--soft)"),
        (Grid, "var(--line)"),
        (First, "var(--first)"),
        (Second, "var(--second)"),
    ];

    /// <summary>Replaces the marks.</summary>
    /// <param name="svg">What the chart library wrote.</param>
    public static string Themed(string svg) =>
        Variables.Aggregate(
            svg,
            (text, pair) =>
                text.Replace(
                    $"rgb({pair.Mark.R},{pair.Mark.G},{pair.Mark.B})",
                    pair.Variable,
                    StringComparison.Ordinal
                )
        );
}
