using LayerGen.Training;

namespace MnistModel.Report.Sections;

/// <summary>Precision, recall and F1 of every class.</summary>
internal static class ClassesSection
{
    /// <summary>Writes the section.</summary>
    /// <param name="content">What the report tells.</param>
    public static Section Of(ReportContent content) =>
        new(
            "classes",
            "Classes",
            Html.Of(
                $"""
                <p class="soft">Precision: of what was taken for the class, the part that is of it. Recall: of what is of the class, the part that was found. F1: their harmonic mean.</p>
                <div class="wide"><table>
                <thead><tr><th scope="col">class</th><th scope="col">precision</th><th scope="col">recall</th><th scope="col">F1</th><th scope="col">images</th></tr></thead>
                <tbody>
                {Html.Join(content.Test.Classes.Select(Row))}
                </tbody>
                <tfoot><tr><th scope="row">mean</th><td>{content.Test.Precision:0.00 %}</td><td>{content.Test.Recall:0.00 %}</td><td>{content.Test.F1:0.00 %}</td><td>{content.Test.Samples:N0}</td></tr></tfoot>
                </table></div>
                """
            )
        );

    private static Html Row(ClassScore score) =>
        Html.Of(
            $"""<tr><th scope="row">{score.Class}</th><td>{score.Precision:0.00 %}</td><td>{score.Recall:0.00 %}</td><td>{score.F1:0.00 %}</td><td>{score.Samples:N0}</td></tr>"""
        );
}
