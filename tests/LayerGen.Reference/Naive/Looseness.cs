using System.Collections.Immutable;

namespace LayerGen.Reference.Naive;

/// <summary>
/// Small changes to what a network computes, where rounding may make such changes: what stays a tie under them is a tie by
/// construction.
/// </summary>
/// <param name="Share">What the share of each place in the window of an average is multiplied by.</param>
/// <param name="Norms">Whether normalisations move each of their sets a little.</param>
/// <param name="Tiles">The convolutions in large tiles, each of whose sums is changed.</param>
internal sealed record Looseness(
    Func<int, double> Share,
    bool Norms,
    ImmutableDictionary<int, LargeTile> Tiles
)
{
    /// <summary>No changes.</summary>
    public static Looseness None { get; } =
        new(_ => 1, false, ImmutableDictionary<int, LargeTile>.Empty);
}
