namespace LayerGen.Persistence;

/// <summary>How messages say that tensors differ from those of a network.</summary>
internal static class TensorDifferences
{
    /// <summary>More are only counted: a message is one line.</summary>
    private const int MostShown = 6;

    public static string Missing<T>(string name, IEnumerable<T> needed) =>
        $"{name} {Show(needed)} is missing";

    public static string Extra<T>(string name, IEnumerable<T> found) =>
        $"{name} {Show(found)} is not in the network";

    public static string Shape<TFound, TNeeded>(
        string name,
        IEnumerable<TFound> found,
        IEnumerable<TNeeded> needed
    ) => $"{name} is {Show(found)}, needed {Show(needed)}";

    /// <summary>The first of some differences, and how many more there are.</summary>
    public static string Join(IReadOnlyCollection<string> differences) =>
        string.Join("; ", differences.Take(MostShown))
        + (differences.Count > MostShown ? $"; and {differences.Count - MostShown} more" : "");

    public static string Show<T>(IEnumerable<T> axes) => $"[{string.Join(", ", axes)}]";
}
