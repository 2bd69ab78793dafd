using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace LayerGen.Reference.Naive;

/// <summary>The outputs that a generated network computes together by F(m×n, 3×3), where these are more than 2×2.</summary>
/// <param name="Height">Rows of outputs, m.</param>
/// <param name="Width">Columns of outputs, n.</param>
public readonly partial record struct LargeTile(int Height, int Width)
{
    /// <summary>The tiles by which a network says that it computes convolutions, by the place of these among its layers.</summary>
    public static ImmutableDictionary<int, LargeTile> Of(NetworkDescription description)
    {
        string[] layers = [.. description.Layers.Select(layer => layer.Name)];
        return (
            from stage in description.Stages
            let size = Size().Match(stage.Forward)
            where size.Success
            let tile = new LargeTile(Number(size.Groups[1]), Number(size.Groups[2]))
            where tile is not { Height: 2, Width: 2 }
            select (Layer: Array.IndexOf(layers, stage.Layers[0]), Tile: tile)
        ).ToImmutableDictionary(entry => entry.Layer, entry => entry.Tile);
    }

    /// <summary>
    /// The positions that an output takes in on an axis with tiles of so many outputs, counted from the first position of
    /// its own window. Of the m + 2 positions under a tile only the factor at 0 has the first, and only the first output
    /// reads it; the same goes for infinity and the last. Those between are in factors that every output reads: what is
    /// not in an output's window cancels there, but for rounding. With two outputs there is nothing to cancel.
    /// </summary>
    public static (int First, int Last) TakenIn(int output, int size)
    {
        int place = output % size;
        return (Math.Min(place, 1) - place, Math.Max(place + 2, size) - place);
    }

    private static int Number(Group group) => int.Parse(group.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^F\((\d+)×(\d+), 3×3\)")]
    private static partial Regex Size();
}
