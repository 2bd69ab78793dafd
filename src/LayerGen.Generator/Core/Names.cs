namespace LayerGen.Generator.Core;

/// <summary>
/// The names that layers of a network, or of one use of a block, can read, while they are gathered from top to bottom.
/// </summary>
internal sealed class Names
{
    private readonly Dictionary<string, int> _sources = new(StringComparer.Ordinal);

    /// <summary>What the layer above gives; null where none stands above and no input is meant by itself.</summary>
    public int? Above { get; set; }

    /// <summary>Gives a name to a source; whether it was free.</summary>
    public bool Add(string name, int source)
    {
        if (_sources.ContainsKey(name))
            return false;
        _sources.Add(name, source);
        return true;
    }

    public int? Find(string name) => _sources.TryGetValue(name, out int source) ? source : null;

    /// <summary>The name that looks most like another: what was probably meant; empty if none does.</summary>
    public string Nearest(string name) =>
        _sources
            .Keys.Select(known => (Known: known, Distance: Distance(known, name)))
            .Where(pair => pair.Distance <= Math.Max(1, name.Length / 3))
            .OrderBy(pair => pair.Distance)
            .ThenBy(pair => pair.Known, StringComparer.Ordinal)
            .Select(pair => pair.Known)
            .FirstOrDefault()
        ?? "";

    /// <summary>All names, as messages list them.</summary>
    public string All =>
        string.Join(
            ", ",
            _sources.Keys.OrderBy(name => name, StringComparer.Ordinal).Select(CSharpText.Quoted)
        );

    /// <summary>Levenshtein's distance, letters compared without regard to case.</summary>
    private static int Distance(string one, string other)
    {
        int[] row = [.. Enumerable.Range(0, other.Length + 1)];
        for (int i = 1; i <= one.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.Length; j++)
            {
                bool same =
                    char.ToUpperInvariant(one[i - 1]) == char.ToUpperInvariant(other[j - 1]);
                int changed = diagonal + (same ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j - 1], row[j]) + 1);
            }
        }
        return row[other.Length];
    }
}
