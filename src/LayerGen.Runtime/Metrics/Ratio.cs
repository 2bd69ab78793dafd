namespace LayerGen.Metrics;

/// <summary>Fractions of counts.</summary>
internal static class Ratio
{
    /// <summary><c>part / whole</c>, or 0 where there is nothing to divide by.</summary>
    public static double Of(long part, long whole) => whole == 0 ? 0 : (double)part / whole;

    /// <summary><c>2 · precision · recall / (precision + recall)</c>, or 0 where both are 0.</summary>
    public static double F1(double precision, double recall) =>
        precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
}
