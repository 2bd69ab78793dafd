using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace MnistModel.Tests.Documents;

/// <summary>The tutorial's snippets, by the file that each says it belongs to.</summary>
internal sealed partial record Tutorial(IReadOnlyDictionary<string, string> Files, string Text)
{
    /// <summary>Reads <c>docs/tutorial.md</c>; snippets of one file are put together in their order.</summary>
    public static Tutorial Read([CallerFilePath] string here = "")
    {
        string text = File.ReadAllText(
            Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "tutorial.md")
        );
        return new(
            Snippet()
                .Matches(text)
                .GroupBy(match => match.Groups["file"].Value)
                .ToDictionary(
                    file => file.Key,
                    file => string.Join('\n', file.Select(match => match.Groups["code"].Value))
                ),
            text
        );
    }

    /// <summary>How many blocks of C# there are, whether they name a file or not.</summary>
    public int Blocks => Text.Split("```csharp\n").Length - 1;

    /// <summary>How many of them name the file that they belong to.</summary>
    public int NamedBlocks => Snippet().Count(Text);

    /// <summary>What the page quotes from the compiler.</summary>
    public IEnumerable<string> Quotations =>
        Quotation().Matches(Text).Select(match => match.Groups["text"].Value);

    [GeneratedRegex(@"```text\n(?<text>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Quotation();

    [GeneratedRegex(@"```csharp\n// (?<file>\w+\.cs)\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Snippet();
}
