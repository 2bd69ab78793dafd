using MnistModel.Data;
using MnistModel.Predicting;

namespace MnistModel.Report.Sections;

/// <summary>The images on which the network was most wrong.</summary>
internal static class MistakesSection
{
    /// <summary>Writes the section.</summary>
    /// <param name="content">What the report tells.</param>
    public static Section Of(ReportContent content) =>
        new(
            "mistakes",
            "Worst mistakes",
            content.Mistakes.IsEmpty
                ? Html.Of($"<p>There are none: every test image was answered right.</p>")
                : Html.Of(
                    $"""
                    <p class="soft">The {content.Mistakes.Length} test images whose true class got the least probability, worst first.</p>
                    <ul class="mistakes">
                    {Html.Join(content.Mistakes.Select(Item))}
                    </ul>
                    """
                )
        );

    private static Html Item(Mistake mistake)
    {
        using MemoryStream png = new();
        Picture.Grey(DatasetAssembly.Side, mistake.Pixels.AsSpan()).WritePng(png);
        return Html.Of(
            $"""
            <li><figure>
            <img alt="Test image {mistake.Index}: a {mistake.Label}, taken for {mistake.Answer}" src="data:image/png;base64,{Convert.ToBase64String(
                png.ToArray()
            )}">
            <figcaption><b>{mistake.Label} → {mistake.Answer}</b> with {mistake.AnswerProbability:0.0 %}<br>true class: {Small(
                mistake.LabelProbability
            )}<br>image {mistake.Index}</figcaption>
            </figure></li>
            """
        );
    }

    private static string Small(double probability) =>
        probability < 0.00005
            ? "below 0.01 %"
            : FormattableString.Invariant($"{probability:0.00 %}");
}
