using System.Collections.Immutable;
using MnistModel.Report.Sections;

namespace MnistModel.Report;

/// <summary>The page: one file that needs nothing else, neither a network nor a script.</summary>
internal static class ReportPage
{
    private const string StyleResource = "MnistModel.Report.page.css";

    /// <summary>How every page begins.</summary>
    public const string Beginning = "<!doctype html>";

    /// <summary>Writes the page.</summary>
    /// <param name="content">What it tells.</param>
    public static string Of(ReportContent content)
    {
        ImmutableArray<Section> sections =
        [
            CurvesSection.Of(content),
            ConfusionSection.Of(content),
            ClassesSection.Of(content),
            CalibrationSection.Of(content),
            MistakesSection.Of(content),
            FiltersSection.Of(content),
            NetworkSection.Of(content),
            RunSection.Of(content),
        ];
        // The style is the program's own text and stands as it is; everything else is escaped.
        return Html.Of(
            $"""
            {new Html(Beginning)}
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
            <title>{content.Title}</title>
            <style>
            {new Html(EmbeddedText.Read(StyleResource))}
            </style>
            </head>
            <body>
            <header>
            <h1>{content.Title}</h1>
            <nav aria-label="Sections"><ul>
            {Html.Join(sections.Select(section => section.Link))}
            </ul></nav>
            </header>
            <main>
            {Figures(content)}
            {Html.Join(sections.Select(section => section.Markup))}
            </main>
            <footer class="soft">Written by <code>MnistModel report</code>. Nothing on this page is loaded from elsewhere.</footer>
            </body>
            </html>

            """
        ).Text;
    }

    private static Html Figures(ReportContent content)
    {
        long wrong =
            content.Test.Samples - (long)Math.Round(content.Test.Accuracy * content.Test.Samples);
        return Html.Of(
            $"""
            <dl class="figures">
            <div><dt>test accuracy</dt><dd>{content.Test.Accuracy:0.00 %}</dd></div>
            <div><dt>mistakes</dt><dd>{wrong:N0} <small class="soft">of {content.Test.Samples:N0}</small></dd></div>
            <div><dt>test loss, nats</dt><dd>{content.Test.Loss:0.0000}</dd></div>
            <div><dt>calibration error</dt><dd>{content.Calibration.ExpectedError:0.00 %}</dd></div>
            <div><dt>parameters</dt><dd>{content.Network.ParameterCount:N0}</dd></div>
            {(
                content.History.IsEmpty
                    ? default
                    : Html.Of(
                        $"""<div><dt>seconds of training</dt><dd>{content.History.Sum(epoch => epoch.Seconds):0.0}</dd></div>"""
                    )
            )}
            </dl>
            """
        );
    }
}
