using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Spectre.Console;

namespace MnistModel.Predicting;

/// <summary>Shows an explanation in the terminal: the image, and beside it what its places were worth.</summary>
internal static class ExplanationView
{
    private const int Gap = 3;

    // From background to ink.
    private const string Shades = " .:-=+*#%@";

    /// <summary>What the picture means, in one line.</summary>
    /// <param name="explanation">What is shown.</param>
    /// <param name="answered">The class that was answered.</param>
    /// <param name="isColoured">Whether it is shown in colours, or else in characters.</param>
    public static string Legend(Explanation explanation, int answered, bool isColoured)
    {
        string signs = isColoured
            ? "Orange speaks for the class, blue against it."
            : "# and + speak for the class, strongly or a little; = and - against it.";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"occlusion sensitivity: how far the log-odds of {answered} fall when {Occlusion.SquareSide}×{Occlusion.SquareSide} pixels are covered; at most {explanation.Strongest:0.0}. {signs}"
        );
    }

    /// <summary>The picture in coloured half characters, two rows of pixels a line.</summary>
    /// <param name="explanation">What is shown.</param>
    public static Spectre.Console.Rendering.IRenderable Coloured(Explanation explanation)
    {
        Picture picture = explanation.Image.Beside(explanation.Tinted, Gap, default);
        Paragraph lines = new();
        for (int row = 0; row < picture.Height; row += 2)
        {
            for (int column = 0; column < picture.Width; column++)
            {
                bool isGap = column - explanation.Image.Width is >= 0 and < Gap;
                Rgb below = row + 1 < picture.Height ? picture[row + 1, column] : default;
                lines.Append(
                    isGap ? " " : "▀",
                    isGap ? Style.Plain : new(Colour(picture[row, column]), Colour(below))
                );
            }
            lines.Append("\n");
        }
        return lines;
    }

    /// <summary>The picture in characters, one row of pixels a line, for where there are no colours.</summary>
    /// <param name="explanation">What is shown.</param>
    public static ImmutableArray<string> Plain(Explanation explanation)
    {
        int width = explanation.Width;
        ImmutableArray<string>.Builder lines = ImmutableArray.CreateBuilder<string>();
        for (int start = 0; start < explanation.Shades.Length; start += width)
        {
            StringBuilder line = new();
            for (int column = 0; column < width; column++)
                line.Append(Shades[explanation.Shades[start + column] * (Shades.Length - 1) / 255]);
            line.Append(' ', Gap);
            for (int column = 0; column < width; column++)
                line.Append(Sign(explanation.Strength(start + column)));
            lines.Add(line.ToString().TrimEnd());
        }
        return lines.ToImmutable();
    }

    private static char Sign(double strength) =>
        strength switch
        {
            > 2.0 / 3 => '#',
            > 1.0 / 6 => '+',
            < -2.0 / 3 => '=',
            < -1.0 / 6 => '-',
            _ => ' ',
        };

    private static Color Colour(Rgb colour) => new(colour.Red, colour.Green, colour.Blue);
}
