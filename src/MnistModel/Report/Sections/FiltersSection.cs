using LayerGen;

namespace MnistModel.Report.Sections;

/// <summary>What the first layer looks for.</summary>
internal static class FiltersSection
{
    /// <summary>Writes the section.</summary>
    /// <param name="content">What the report tells.</param>
    public static Section Of(ReportContent content)
    {
        Parameter weight = content.FirstLayer;
        float strongest = weight.Value.Values.Max(Math.Abs);
        return new(
            "filters",
            "First-layer filters",
            Html.Of(
                $"""
                <p class="soft">The {weight.Axes[
                    0
                ]} kernels of <code>{weight.Name}</code>, {weight.Axes[1]} × {weight.Axes[
                    2
                ]} each. Orange weights add, blue weights subtract; the fuller, the larger, up to {strongest:0.00}.</p>
                <div class="filters">
                {Html.Join(
                    Enumerable.Range(0, weight.Axes[0]).Select(filter =>
                        Filter(weight, filter, strongest)
                    )
                )}
                </div>
                """
            )
        );
    }

    private static Html Filter(Parameter weight, int filter, float strongest)
    {
        (int height, int width) = (weight.Axes[1], weight.Axes[2]);
        float[] row = weight.Value.Row(filter).ToArray();
        return Html.Of(
            $"""
            <svg viewBox="0 0 {width} {height}" role="img" aria-label="Filter {filter}: weights {row.Min():0.00} to {row.Max():0.00}"><title>filter {filter}</title>{Html.Join(
                row.Select((value, place) => Cell(value / strongest, place % width, place / width))
            )}</svg>
            """
        );
    }

    private static Html Cell(float strength, int x, int y) =>
        Html.Of(
            $"""<rect class="{(strength > 0 ? "p" : "n")}" x="{x}" y="{y}" width="1" height="1" fill-opacity="{Math.Abs(strength):0.###}"/>"""
        );
}
