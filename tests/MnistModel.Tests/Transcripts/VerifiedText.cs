using System.Runtime.CompilerServices;

namespace MnistModel.Tests.Transcripts;

/// <summary>
/// Compares a text with the approved one beside the test, <c>Name.verified.txt</c>. What differs is written as
/// <c>.received.txt</c> for a person to review and rename; the tests approve nothing.
/// </summary>
internal static class VerifiedText
{
    /// <summary>The text equals the approved one.</summary>
    /// <param name="name">Which.</param>
    /// <param name="text">What was found.</param>
    /// <param name="here">The test.</param>
    public static void Check(string name, string text, [CallerFilePath] string here = "")
    {
        string verified = Path.Combine(Path.GetDirectoryName(here)!, $"{name}.verified.txt");
        string received = Path.Combine(Path.GetDirectoryName(here)!, $"{name}.received.txt");
        string approved = File.Exists(verified)
            ? File.ReadAllText(verified).ReplaceLineEndings("\n")
            : "";
        if (approved == text)
        {
            File.Delete(received);
            return;
        }
        File.WriteAllText(received, text);
        int same = approved
            .Split('\n')
            .Zip(text.Split('\n'))
            .TakeWhile(lines => lines.First == lines.Second)
            .Count();
        Assert.Fail(
            $"{Path.GetFileName(verified)} differs from line {same + 1} on: "
                + $"'{text.Split('\n').ElementAtOrDefault(same)}'. Review {Path.GetFileName(received)} and rename it."
        );
    }
}
