using LayerGen.Generator.Core;

namespace LayerGen.Generator.Emission;

/// <summary>
/// Keeps names of generated files apart. The compiler compares them without regard to case and refuses a second one,
/// while <c>Digits.Net</c> and <c>Digits.net</c> are two networks.
/// </summary>
internal static class HintNames
{
    private const string Extension = ".g.cs";

    /// <summary>
    /// The full names whose files might take the name of another network's: those that differ from an earlier one only
    /// in case, and those that go on where another ends, as the files of <c>Digits.Net</c> do. Empty in almost every
    /// project, so that networks stay independent of each other.
    /// </summary>
    public static EquatableArray<string> Clashing(IEnumerable<string> fullNames)
    {
        EquatableArray<string> names = fullNames
            .Distinct(StringComparer.Ordinal)
            .OrderBy(name => name, StringComparer.Ordinal)
            .ToEquatableArray();
        return names
            .Where(
                (name, place) =>
                    names.Take(place).Contains(name, StringComparer.OrdinalIgnoreCase)
                    || names.Any(other =>
                        name.StartsWith(other + ".", StringComparison.OrdinalIgnoreCase)
                    )
            )
            .ToEquatableArray();
    }

    /// <summary>The files under names that no other network has: numbered where the full name clashes.</summary>
    public static EquatableArray<GeneratedFile> Apply(
        EquatableArray<GeneratedFile> files,
        string fullName,
        EquatableArray<string> clashing
    )
    {
        int place = clashing.TakeWhile(name => name != fullName).Count();
        return place == clashing.Count
            ? files
            : files
                .Select(file =>
                    file with
                    {
                        HintName =
                            Stem(file.HintName) + "-" + CSharpText.Number(place + 2) + Extension,
                    }
                )
                .ToEquatableArray();
    }

    private static string Stem(string hintName) =>
        hintName.EndsWith(Extension, StringComparison.Ordinal)
            ? hintName.Substring(0, hintName.Length - Extension.Length)
            : hintName;
}
