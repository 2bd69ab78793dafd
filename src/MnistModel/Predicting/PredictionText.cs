using System.Collections.Immutable;
using System.Globalization;
using LayerGen;

namespace MnistModel.Predicting;

/// <summary>Predictions as people read them; the same in every language.</summary>
internal static class PredictionText
{
    private const int BarWidth = 40;

    // How full a character is, in eighths.
    private const string Eighths = " ▏▎▍▌▋▊▉";

    /// <summary>One image: the answer, then a bar for each class.</summary>
    /// <param name="prediction">The file and its answer.</param>
    public static ImmutableArray<string> Bars(Prediction prediction) =>
        [
            Invariant(
                $"{prediction.Path}: {prediction.Answer.Class} ({Percent(prediction.Answer.Probability)})"
            ),
            .. prediction.Answer.Probabilities.Select(
                (probability, digit) =>
                    Invariant($"  {digit}  {Percent(probability), 8}  {Bar(probability)}").TrimEnd()
            ),
        ];

    /// <summary>The names of the table's columns.</summary>
    /// <param name="width">Characters of the longest path, as it is shown.</param>
    public static string TableHead(int width) =>
        $"{"image".PadRight(width)}  class  probability  next";

    /// <summary>A line of the table: the two best answers.</summary>
    /// <param name="prediction">The file and its answer.</param>
    /// <param name="width">Characters of the longest path, as it is shown.</param>
    public static string TableRow(Prediction prediction, int width)
    {
        Answer answer = prediction.Answer;
        return Invariant(
            $"{VisibleText.Of(prediction.Path).PadRight(width)}  {answer.Class, 5}  {Percent(answer.Probability), 11}  {answer.Second} ({Percent(answer.Probabilities[answer.Second])})"
        );
    }

    private static string Bar(float probability)
    {
        var (whole, rest) = Math.DivRem(
            (int)MathF.Round(probability * BarWidth * Eighths.Length),
            Eighths.Length
        );
        return new string('█', whole) + (rest > 0 ? Eighths[rest].ToString() : "");
    }

    private static string Percent(float fraction) => Invariant($"{100 * fraction:0.00} %");

    private static string Invariant(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture);
}
