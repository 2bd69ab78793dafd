using System.Net;
using System.Text.RegularExpressions;
using OxyPlot;

namespace MnistModel.Report.Charts;

/// <summary>Puts charts into a page as SVG that scales, follows the page's colours and has a name for those who do not see it.</summary>
internal static partial class InlineSvg
{
    private const int Width = 560;
    private const int Height = 320;

    /// <summary>Draws a chart.</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="id">A word that no other chart of the page has.</param>
    /// <param name="description">What it shows, in words.</param>
    public static Html Of(PlotModel chart, string id, string description)
    {
        SvgExporter exporter = new()
        {
            Width = Width,
            Height = Height,
            IsDocument = false,
        };
        string svg = ChartColor.Themed(exporter.ExportToString(chart));
        // Several charts in one page: what clips one must not clip another.
        svg = svg.Replace("clipPath", $"{id}-clip", StringComparison.Ordinal)
            .Replace($"<{id}-clip", "<clipPath", StringComparison.Ordinal)
            .Replace($"</{id}-clip", "</clipPath", StringComparison.Ordinal);
        return new(
            Opening()
                .Replace(
                    svg,
                    $"""<svg class="chart" viewBox="0 0 {Width} {Height}" role="img" aria-label="{WebUtility.HtmlEncode(description)}" xmlns="http://www.w3.org/2000/svg">""",
                    count: 1
                )
        );
    }

    [GeneratedRegex("<svg [^>]*>")]
    private static partial Regex Opening();
}
