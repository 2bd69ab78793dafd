namespace MnistModel.Report.Sections;

/// <summary>What has to be known about the run, and how to repeat it.</summary>
internal static class RunSection
{
    /// <summary>Writes the section.</summary>
    /// <param name="content">What the report tells.</param>
    public static Section Of(ReportContent content) =>
        new(
            "run",
            "The run, and how to repeat it",
            Html.Of(
                $"""
                <table class="facts"><tbody>
                {Html.Join(content.Facts.Select(Row))}
                </tbody></table>
                <h3 style="margin-top:1.25rem">To repeat it</h3>
                <pre tabindex="0" aria-label="Commands"><code>{string.Join(
                    '\n',
                    content.Command
                )}</code></pre>
                <p class="soft" style="margin-top:0.75rem">The same seed on the same data gives the same weights, bit for bit, for any number of threads.</p>
                """
            )
        );

    private static Html Row(Fact fact) =>
        Html.Of($"""<tr><th scope="row">{fact.Name}</th><td>{fact.Value}</td></tr>""");
}
