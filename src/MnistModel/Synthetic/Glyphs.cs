using System.Collections.Immutable;

namespace MnistModel.Synthetic;

/// <summary>How the ten digits are written: our own drawings, several ways for most of them.</summary>
/// <remarks>
/// A glyph fills the unit box, x to the right and y down. A stroke is a smooth curve through its points; where the pen
/// turns a sharp corner a new stroke begins at the same point.
/// </remarks>
internal static class Glyphs
{
    /// <summary>The ways to write each digit, by the digit.</summary>
    public static ImmutableArray<ImmutableArray<Glyph>> ByDigit { get; } =
    [
        [
            new([new("50,2 26,14 18,50 28,86 52,98 76,84 82,48 72,14 50,2")]),
            new([new("60,4 34,10 18,44 24,82 46,98 70,86 80,52 72,18 52,6 40,12")]),
        ],
        [
            new([new("52,3 50,97")]),
            new([new("32,26 54,3"), new("54,3 52,97")]),
            new([new("34,24 52,3"), new("52,3 52,96"), new("32,96 72,96")]),
        ],
        [
            new([new("20,24 30,8 54,2 76,16 74,38 54,62 20,95"), new("20,95 82,94")]),
            new([new("22,20 42,3 68,8 76,30 58,62 32,90 18,84 28,72 50,86 84,94")]),
        ],
        [
            new([new("22,14 48,2 74,14 70,36 44,47"), new("44,47 74,58 78,80 52,98 20,86")]),
            new([new("20,5 78,5"), new("78,5 46,42"), new("46,42 76,56 76,82 50,98 20,88")]),
        ],
        [
            new([new("30,4 20,56"), new("20,56 84,54"), new("70,22 64,97")]),
            new([new("62,3 14,64"), new("14,64 88,64"), new("62,3 62,97")]),
            new([new("26,6 22,34 40,50 72,42"), new("76,4 70,50 66,97")]),
        ],
        [
            new([new("76,5 30,5"), new("30,5 26,44"), new("26,44 54,37 78,54 74,82 48,98 20,87")]),
            new([new("82,3 36,8"), new("36,8 30,42"), new("30,42 62,44 74,66 58,92 22,94")]),
        ],
        [
            new([new("68,4 40,24 24,60 34,90 58,97 76,80 68,58 46,55 27,72")]),
            new([new("52,2 34,30 26,72 44,97 68,90 72,68 54,58 30,70")]),
        ],
        [
            new([new("18,6 82,6"), new("82,6 56,48 40,97")]),
            new([new("18,8 80,5"), new("80,5 58,46 46,97"), new("36,50 74,48")]),
            new([new("20,22 22,6"), new("22,6 80,8"), new("80,8 60,40 52,97")]),
        ],
        [
            new([
                new("52,48 30,32 30,10 52,2 74,12 70,34 52,48 26,68 24,88 50,98 76,88 74,66 52,48"),
            ]),
            new([new("72,12 44,3 28,20 48,44 72,66 66,92 40,97 28,80 46,54 70,32 74,14")]),
        ],
        [
            new([new("74,30 60,8 38,5 24,26 36,48 58,46 74,28"), new("74,28 72,62 60,97")]),
            new([new("72,22 48,3 26,20 34,46 60,44 72,22 74,66 56,95 28,90")]),
            new([new("76,6 46,6 26,26 42,44 74,10"), new("74,10 60,97")]),
        ],
    ];
}

/// <summary>One way to write a digit.</summary>
/// <param name="Strokes">What the pen draws; at least one stroke.</param>
internal sealed record Glyph(ImmutableArray<Stroke> Strokes)
{
    /// <summary>The largest number of points that any stroke of any glyph has.</summary>
    public const int MaxPoints = 16;
}

/// <summary>One movement of the pen.</summary>
internal sealed record Stroke
{
    /// <summary>Reads a stroke.</summary>
    /// <param name="percentages">Pairs <c>x,y</c> in hundredths of the box, separated by spaces; at least two.</param>
    public Stroke(string percentages) =>
        Points = [
            .. percentages
                .Split(' ')
                .Select(pair => pair.Split(','))
                .Select(pair => new Point(Hundredths(pair[0]), Hundredths(pair[1]))),
        ];

    /// <summary>Where the pen passes, in order.</summary>
    public ImmutableArray<Point> Points { get; }

    private static float Hundredths(string text) =>
        int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) / 100f;
}

/// <summary>A place in the unit box, or in an image in pixels.</summary>
/// <param name="X">To the right.</param>
/// <param name="Y">Down.</param>
internal readonly record struct Point(float X, float Y);
