using System.Globalization;
using System.Text;

namespace LayerGen;

/// <summary>Text that shows everything that is in it. The names of files come from anybody.</summary>
public static class VisibleText
{
    /// <summary>
    /// Writes what would act on a terminal in place of being seen as <c>\u001b</c>: control characters, other ends of lines,
    /// and what turns the direction of writing, so that a name cannot recolour, hide or reorder what stands around it.
    /// </summary>
    /// <param name="text">Anything.</param>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.Any(IsHidden))
            return text;
        StringBuilder visible = new();
        foreach (char letter in text)
        {
            if (IsHidden(letter))
                visible.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}");
            else
                visible.Append(letter);
        }
        return visible.ToString();
    }

    // Other format characters are seen by their effect: they join the letters of some scripts, and the parts of emoji.
    private static bool IsHidden(char letter) =>
        char.IsControl(letter)
        || letter
            is '\u2028'
                or '\u2029'
                or (>= '\u202a' and <= '\u202e')
                or (>= '\u2066' and <= '\u2069');
}
