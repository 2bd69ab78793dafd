namespace LayerGen.Reference.Stacks;

/// <summary>Seeded random choices; a seed gives the same choices everywhere.</summary>
public sealed class Chance(ulong seed)
{
    private readonly Random _random = new(unchecked((int)(seed ^ (seed >> 32))));

    /// <summary>A whole number between both bounds, which count.</summary>
    public int Between(int least, int most) => _random.Next(least, most + 1);

    /// <summary>One of the given values; a value given twice comes twice as often.</summary>
    public T Pick<T>(params ReadOnlySpan<T> values) => values[_random.Next(values.Length)];

    public bool Happens(double probability) => _random.NextDouble() < probability;

    /// <summary>A number from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public double Uniform(double least, double most) =>
        least + ((most - least) * _random.NextDouble());
}
