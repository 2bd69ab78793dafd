using System.Globalization;

namespace LayerGen;

/// <summary>Text that shows everything that is in it. The names of files come from anybody.</summary>
public static class VisibleText
{
    private const int EscapeLength = 6;

    /// <summary>
    /// Writes what would act on a terminal in place of being seen as <c>\u001b</c>: control characters, other ends of lines,
    /// and what turns the direction of writing, so that a name cannot recolour, hide or reorder what stands around it.
    /// </summary>
    /// <param name="text">Anything.</param>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int hidden = 0;
        foreach (char letter in text)
            hidden += IsHidden(letter) ? 1 : 0;
        return hidden == 0
            ? text
            : string.Create(text.Length + (hidden * (EscapeLength - 1)), text, Write);
    }

    private static void Write(Span<char> visible, string text)
    {
        foreach (char letter in text)
        {
            int length = 1;
            if (IsHidden(letter))
                visible.TryWrite(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}", out length);
            else
                visible[0] = letter;
            visible = visible[length..];
        }
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
