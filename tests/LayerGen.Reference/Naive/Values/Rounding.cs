namespace LayerGen.Reference.Naive.Values;

/// <summary>
/// What arithmetic does to numbers besides what it should: nothing, or errors as large as those of float32. The same
/// network under both tells how far rounding alone may carry a result.
/// </summary>
internal abstract class Rounding
{
    /// <summary>Double precision as it is.</summary>
    public static Rounding None { get; } = new Exact();

    /// <summary>A number as it comes out of a computation.</summary>
    public abstract double Of(double value);

    /// <summary>Errors of a few units of float32 in either direction, the same for a seed.</summary>
    public static Rounding Single(int seed) => new Random32(new(seed));

    private sealed class Exact : Rounding
    {
        public override double Of(double value) => value;
    }

    private sealed class Random32(Random random) : Rounding
    {
        // Half a unit in the last place, and twice that: sums of many terms round more than once.
        private const double Size = 1.2e-7;

        public override double Of(double value) =>
            value * (1 + (Size * ((2 * random.NextDouble()) - 1)));
    }
}
