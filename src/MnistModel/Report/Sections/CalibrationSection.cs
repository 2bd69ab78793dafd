using LayerGen.Metrics;
using MnistModel.Report.Charts;

namespace MnistModel.Report.Sections;

/// <summary>Whether the probabilities can be believed.</summary>
internal static class CalibrationSection
{
    /// <summary>Writes the section.</summary>
    /// <param name="content">What the report tells.</param>
    public static Section Of(ReportContent content)
    {
        long samples = content.Calibration.Samples;
        Html chart = InlineSvg.Of(
            RunCharts.Reliability(content.Calibration),
            "reliability",
            FormattableString.Invariant(
                $"How often answers were right over how sure the network was. Expected calibration error {content.Calibration.ExpectedError:0.00 %}; the table beside it has the numbers."
            )
        );
        return new(
            "calibration",
            "Calibration",
            Html.Of(
                $"""
                <p class="soft">Where the network gives an answer 90 %, is it right nine times of ten? Below the diagonal it is too sure of itself, above it too modest. The expected calibration error, the mean distance weighted by answers, is {content.Calibration.ExpectedError:0.00 %}.</p>
                <div class="pair">
                <figure><figcaption>Answered right in % <span class="key first">this network</span> <span class="key dashed">honest</span></figcaption>{chart}</figure>
                <div class="wide"><table>
                <thead><tr><th scope="col">probability</th><th scope="col">mean</th><th scope="col">right</th><th scope="col">answers</th></tr></thead>
                <tbody>
                {Html.Join(
                    content.Calibration.Bins.Where(bin => bin.Samples > 0).Select(bin =>
                        Row(bin, samples)
                    )
                )}
                </tbody></table></div>
                </div>
                """
            )
        );
    }

    private static Html Row(CalibrationBin bin, long samples) =>
        Html.Of(
            $"""<tr><th scope="row">{bin.From:0 %} to {bin.To:0 %}</th><td>{bin.Confidence:0.0 %}</td><td>{bin.Accuracy:0.0 %}</td><td>{bin.Samples:N0}<span class="meter" aria-hidden="true"><i style="width:{(double)bin.Samples / samples:0.##%}"></i></span></td></tr>"""
        );
}
