using System.Text.RegularExpressions;

namespace MnistModel.Tests.Transcripts;

/// <summary>
/// Takes out of a transcript what is different each time or on each machine: times, paths, the width of vectors, and
/// results of training, whose last bits depend on that width.
/// </summary>
internal static partial class Scrubbing
{
    /// <summary>The text with <c>#</c> and <c>~</c> for such things.</summary>
    /// <param name="text">A transcript.</param>
    /// <param name="place">The directory that it was made in.</param>
    public static string Of(string text, string place)
    {
        text = text.ReplaceLineEndings("\n").Replace(place, "~", StringComparison.Ordinal);
        text = Temporary().Replace(text, "/tmp/#");
        text = Unpredictable().Replace(text, "#.tmp");
        text = Percent().Replace(text, "$1# %");
        text = Loss().Replace(text, "loss #");
        text = Speed().Replace(text, "# s  # images/s");
        text = Vectors().Replace(text, "#-bit vectors");
        text = Counts().Replace(text, "$1 #");
        text = Bars().Replace(text, "# %");
        text = Explanation().Replace(text, "");
        text = LogOdds().Replace(text, "at most #");
        return TrailingBlanks().Replace(text, "");
    }

    [GeneratedRegex(@"/tmp/[\w.-]+")]
    private static partial Regex Temporary();

    [GeneratedRegex(@"( |\() *\d+\.\d+ %")]
    private static partial Regex Percent();

    [GeneratedRegex(@"loss \d+\.\d{4}")]
    private static partial Regex Loss();

    [GeneratedRegex(@"\d+\.\d\d s  [\d,]+ images/s")]
    private static partial Regex Speed();

    [GeneratedRegex(@"\d+-bit vectors")]
    private static partial Regex Vectors();

    /// <summary>A row of the confusion matrix.</summary>
    [GeneratedRegex(@"^(class +\d+) .*$", RegexOptions.Multiline)]
    private static partial Regex Counts();

    /// <summary>The bar behind the probability of a class.</summary>
    [GeneratedRegex(@"# %  [█▏▎▍▌▋▊▉]+$", RegexOptions.Multiline)]
    private static partial Regex Bars();

    /// <summary>A row of a picture in characters.</summary>
    [GeneratedRegex(@"^[ .:=+*#%@-]+\n", RegexOptions.Multiline)]
    private static partial Regex Explanation();

    [GeneratedRegex(@"at most \d+\.\d+")]
    private static partial Regex LogOdds();

    /// <summary>The part of a temporary file's name that nobody can guess.</summary>
    [GeneratedRegex(@"[0-9a-f]{32}\.tmp")]
    private static partial Regex Unpredictable();

    [GeneratedRegex(@"[ \t]+$", RegexOptions.Multiline)]
    private static partial Regex TrailingBlanks();
}
