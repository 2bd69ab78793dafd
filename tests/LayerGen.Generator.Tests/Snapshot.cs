using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Xunit.Sdk;

namespace LayerGen.Generator.Tests;

/// <summary>
/// Compares generated files with approved ones beside the test, under the names and with the content that the Verify
/// library gives them, so that it can take over without a file changing: <c>Type.Method#HintName.verified.cs</c>, whose
/// first line is <c>//HintName: HintName.cs</c>. What differs is written as <c>.received.cs</c> for a person to review
/// and rename; nothing is ever approved by the tests themselves.
/// </summary>
internal static class Snapshot
{
    /// <summary>Every generated file of a run equals its approved file, and no approved file is left over.</summary>
    public static void Verify(
        GeneratorRunResult result,
        [CallerFilePath] string testFile = "",
        [CallerMemberName] string method = ""
    ) =>
        Verify(
            result
                .GeneratedSources.OrderBy(source => source.HintName, StringComparer.Ordinal)
                .Select(source =>
                    (
                        Path.GetFileNameWithoutExtension(source.HintName),
                        $"//HintName: {source.HintName}\n{source.SourceText}"
                    )
                ),
            testFile,
            method
        );

    /// <summary>The same for texts with names.</summary>
    public static void Verify(
        IEnumerable<(string Name, string Text)> targets,
        string testFile,
        string method
    )
    {
        string directory = Path.GetDirectoryName(testFile)!;
        string prefix = $"{Path.GetFileNameWithoutExtension(testFile)}.{method}#";
        (string Name, string Text)[] all = [.. targets];
        string[] problems =
        [
            .. all.Select(target =>
                Compare(Path.Combine(directory, prefix + target.Name), Normalize(target.Text))
            ),
            .. Directory
                .EnumerateFiles(directory, $"{prefix}*.verified.cs")
                .Select(path => Path.GetFileName(path))
                .Except(all.Select(target => $"{prefix}{target.Name}.verified.cs"))
                .Select(name => $"{name} is approved, but no longer generated: delete it."),
        ];
        string[] found = [.. problems.Where(problem => problem.Length > 0)];
        if (found.Length > 0)
        {
            throw new XunitException(string.Join("\n", found));
        }
    }

    private static string Compare(string path, string text)
    {
        string verified = path + ".verified.cs";
        string received = path + ".received.cs";
        bool exists = File.Exists(verified);
        string approved = exists ? Normalize(File.ReadAllText(verified)) : "";
        if (exists && approved == text)
        {
            File.Delete(received);
            return "";
        }
        File.WriteAllText(received, text);
        string advice =
            $"review {Path.GetFileName(received)} and rename it to {Path.GetFileName(verified)}";
        return exists
            ? $"{Path.GetFileName(verified)} differs from line {FirstDifference(approved, text)} on: {advice}."
            : $"{Path.GetFileName(verified)} is missing: {advice}.";
    }

    private static int FirstDifference(string approved, string text) =>
        approved
            .Split('\n')
            .Zip(text.Split('\n'))
            .TakeWhile(lines => lines.First == lines.Second)
            .Count() + 1;

    private static string Normalize(string text) => text.ReplaceLineEndings("\n");
}
