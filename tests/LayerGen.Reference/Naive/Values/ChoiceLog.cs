namespace LayerGen.Reference.Naive.Values;

/// <summary>
/// The branches taken where a network is not smooth: which side of zero a ReLU's input lies on, and which value of a
/// pooling window is the largest.
/// </summary>
internal sealed class ChoiceLog
{
    private const ulong Prime = 0x100000001B3;

    /// <summary>A number that differs where other branches were taken.</summary>
    public ulong Branches { get; private set; } = 0xCBF29CE484222325;

    /// <summary>A number that differs where other values are exactly zero or exactly equal to the largest.</summary>
    public ulong Ties { get; private set; } = 0xCBF29CE484222325;

    /// <summary>
    /// The smallest distance to another branch, in units of the largest value of its layer; exact ties do not count.
    /// </summary>
    public double NarrowestGap { get; private set; } = double.PositiveInfinity;

    /// <summary>Writes down a ReLU's input, or how far another function's input is above a place where its slope jumps.</summary>
    public void Sign(double value, double scale)
    {
        Branches = Mix(Branches, value > 0 ? 1u : 0u);
        Ties = Mix(Ties, value == 0 ? 1u : 0u);
        Gap(Math.Abs(value), scale);
    }

    /// <summary>Writes down on which side of a place a value lies where only the second derivative jumps.</summary>
    public void Side(double value) => Branches = Mix(Branches, value > 0 ? 1u : 0u);

    /// <summary>Writes down which place of a window won.</summary>
    public void Winner(int place) => Branches = Mix(Branches, (ulong)place);

    /// <summary>Writes down how far a value of a window is below the winner.</summary>
    public void Below(double winner, double value, double scale)
    {
        double distance = winner - value;
        Ties = Mix(Ties, distance == 0 ? 1u : 0u);
        Gap(distance, scale);
    }

    private void Gap(double distance, double scale)
    {
        if (distance > 0 && distance / scale < NarrowestGap)
            NarrowestGap = distance / scale;
    }

    private static ulong Mix(ulong hash, ulong value) => unchecked((hash ^ (value + 1)) * Prime);
}
