using MnistModel.Report.Charts;

namespace MnistModel.Report.Sections;

/// <summary>Loss and accuracy over the epochs, as charts and as a table.</summary>
internal static class CurvesSection
{
    /// <summary>Writes the section.</summary>
    /// <param name="content">What the report tells.</param>
    public static Section Of(ReportContent content) =>
        new("curves", "Learning curves", content.History.IsEmpty ? Nothing : Curves(content));

    private static Html Nothing =>
        Html.Of(
            $"""<p class="soft">No history of the epochs was found beside the weights, so there are no curves.</p>"""
        );

    private static Html Curves(ReportContent content)
    {
        EpochPoint last = content.History[^1];
        string epochs = content.History.Length == 1 ? "epoch" : "epochs";
        Html loss = InlineSvg.Of(
            RunCharts.Curves(content.History, epoch => epoch.Loss, epoch => epoch.ValidationLoss),
            "loss",
            Invariant(
                $"Loss over {content.History.Length} {epochs}: training from {content.History[0].Loss:0.0000} to {last.Loss:0.0000} nats{Validation(last.ValidationLoss, "0.0000", " nats")}."
            )
        );
        Html accuracy = InlineSvg.Of(
            RunCharts.Curves(
                content.History,
                epoch => 100 * epoch.Accuracy,
                epoch => 100 * epoch.ValidationAccuracy
            ),
            "accuracy",
            Invariant(
                $"Accuracy over {content.History.Length} {epochs}: training from {content.History[0].Accuracy:0.00 %} to {last.Accuracy:0.00 %}{Validation(last.ValidationAccuracy, "0.00 %", "")}."
            )
        );
        Html legend = content.History.Any(epoch => epoch.ValidationLoss is not null)
            ? Html.Of(
                $"""<span class="key first">training</span> <span class="key second">validation</span>"""
            )
            : Html.Of($"""<span class="key first">training</span>""");
        return Html.Of(
            $"""
            <p class="soft">Training figures are means over an epoch while the weights change; validation follows at its end, on images held back.</p>
            <div class="pair">
            <figure><figcaption>Loss in nats {legend}</figcaption>{loss}</figure>
            <figure><figcaption>Accuracy in % {legend}</figcaption>{accuracy}</figure>
            </div>
            <details><summary>The numbers</summary>
            <div class="wide"><table>
            <thead><tr><th scope="col">epoch</th><th scope="col">loss</th><th scope="col">accuracy</th><th scope="col">validation loss</th><th scope="col">validation accuracy</th><th scope="col">seconds</th></tr></thead>
            <tbody>
            {Html.Join(content.History.Select(Row))}
            </tbody></table></div></details>
            """
        );
    }

    private static Html Row(EpochPoint epoch) =>
        Html.Of(
            $"""<tr><th scope="row">{epoch.Epoch}</th><td>{epoch.Loss:0.0000}</td><td>{epoch.Accuracy:0.00 %}</td><td>{epoch.ValidationLoss:0.0000}</td><td>{epoch.ValidationAccuracy:0.00 %}</td><td>{epoch.Seconds:0.00}</td></tr>"""
        );

    private static string Validation(double? value, string format, string unit) =>
        value is { } number
            ? $", validation at the end {number.ToString(format, System.Globalization.CultureInfo.InvariantCulture)}{unit}"
            : "";

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
