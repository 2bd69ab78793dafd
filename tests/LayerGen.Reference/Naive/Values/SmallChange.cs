namespace LayerGen.Reference.Naive.Values;

/// <summary>Changes of numbers by a little, each another one and always the same: equal keys are changed alike.</summary>
internal static class SmallChange
{
    private const double Size = 1e-9;

    /// <summary>What a learned number, or another one that has a place, is multiplied by.</summary>
    public static double Factor(int tensor, int index) =>
        Factor((((ulong)(uint)tensor << 32) | (uint)index) + 0x9E3779B97F4A7C15);

    /// <summary>What a value of the input is multiplied by.</summary>
    public static double Factor(double value) =>
        Factor((ulong)BitConverter.DoubleToInt64Bits(value));

    private static double Factor(ulong key)
    {
        ulong hash = unchecked(key * 0xD1342543DE82EF95);
        hash = unchecked((hash ^ (hash >> 29)) * 0xBF58476D1CE4E5B9);
        return 1 + (Size * (((hash >> 11) / (double)(1UL << 53)) - 0.5));
    }
}
