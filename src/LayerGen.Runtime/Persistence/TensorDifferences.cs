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
    /// <param name="differences">At least one.</param>
    /// <param name="others">How many more there are already.</param>
    public static string Join(IReadOnlyCollection<string> differences, int others = 0)
    {
        int more = Math.Max(differences.Count - MostShown, 0) + others;
        return string.Join("; ", differences.Take(MostShown))
            + (more > 0 ? $"; and {more} more" : "");
    }

    public static string Show<T>(IEnumerable<T> axes) => $"[{string.Join(", ", axes)}]";
}
