using System.Collections.Immutable;
using System.Globalization;

namespace LayerGen.Benchmarks.Peers.Measuring;

/// <summary>What one contestant needed, turn by turn.</summary>
/// <param name="Label">Whose times.</param>
/// <param name="Values">One for each turn, sorted.</param>
internal sealed record Times(string Label, ImmutableArray<double> Values)
{
    public double Median => (Values[(Values.Length - 1) / 2] + Values[Values.Length / 2]) / 2;

    /// <summary><c>12.3 (11.9..13.0)</c>.</summary>
    public override string ToString() => $"{Text(Median)} ({Text(Values[0])}..{Text(Values[^1])})";

    /// <summary>Three digits that count.</summary>
    public static string Text(double value) =>
        value.ToString(
            value < 10 ? "0.00"
                : value < 100 ? "0.0"
                : "0",
            CultureInfo.InvariantCulture
        );
}
