namespace MnistModel.Running;

/// <summary>Words that a person can paste into a shell.</summary>
internal static class ShellWord
{
    /// <summary>Puts a word into quotes if it needs them.</summary>
    /// <param name="word">Mostly a path.</param>
    public static string Quote(string word) =>
        word.All(letter => char.IsAsciiLetterOrDigit(letter) || "/\\:._-+,@%=~".Contains(letter))
            ? word
        : OperatingSystem.IsWindows() ? $"\"{word}\""
        : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
