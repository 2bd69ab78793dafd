using LayerGen.Metrics;

namespace MnistModel.Report.Sections;

/// <summary>Which classes are taken for which.</summary>
internal static class ConfusionSection
{
    /// <summary>Writes the section.</summary>
    /// <param name="content">What the report tells.</param>
    public static Section Of(ReportContent content)
    {
        ConfusionMatrix confusion = content.Test.Confusion;
        int[] classes = [.. Enumerable.Range(0, confusion.Classes)];
        long mostWrong = classes
            .SelectMany(
                label => classes.Where(taken => taken != label),
                (label, taken) => confusion[label, taken]
            )
            .DefaultIfEmpty()
            .Max();
        return new(
            "confusion",
            "Confusion matrix",
            Html.Of(
                $"""
                <p class="soft">Each row is a true class, each column what it was taken for. Right answers are blue, mistakes orange: the darker, the more.</p>
                <div class="wide"><table class="confusion">
                <thead><tr><th scope="col">true \ taken for</th>{Html.Join(
                    classes.Select(taken => Html.Of($"""<th scope="col">{taken}</th>"""))
                )}</tr></thead>
                <tbody>
                {Html.Join(
                    classes.Select(label =>
                        Html.Of(
                            $"""<tr><th scope="row">{label}</th>{Html.Join(classes.Select(taken => Cell(confusion, label, taken, mostWrong)))}</tr>"""
                        )
                    )
                )}
                </tbody></table></div>
                """
            )
        );
    }

    private static Html Cell(ConfusionMatrix confusion, int label, int taken, long mostWrong)
    {
        long count = confusion[label, taken];
        long whole = label == taken ? confusion.Support(label) : mostWrong;
        double share = whole == 0 ? 0 : (double)count / whole;
        string kind =
            label == taken ? "right"
            : count == 0 ? "none"
            : "wrong";
        return Html.Of(
            $"""<td class="{kind}" style="--share:{share:0.###}" title="{count:N0} of class {label} taken for {taken}">{count}</td>"""
        );
    }
}
