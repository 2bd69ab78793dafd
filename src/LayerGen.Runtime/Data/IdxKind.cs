using System.Collections.Immutable;

namespace LayerGen.Data;

/// <summary>What an IDX file may hold: the number of axes tells images from labels.</summary>
internal sealed record IdxKind(string Name, ImmutableArray<string> AxisNames)
{
    public static readonly IdxKind Images = new("images", ["images", "rows", "columns"]);
    public static readonly IdxKind Labels = new("labels", ["labels"]);

    public int Axes => AxisNames.Length;

    /// <summary>The first four bytes of such a file.</summary>
    public string Magic => $"0x{0x0800 | Axes:X8}";

    /// <summary>The kind that has so many axes, if there is one.</summary>
    public static IdxKind? WithAxes(int axes) =>
        axes == Images.Axes ? Images
        : axes == Labels.Axes ? Labels
        : null;
}
