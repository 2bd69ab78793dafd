namespace LayerGen;

/// <summary>
/// The SplitMix64 generator: a counter that grows by the golden ratio, and a bijective 64-bit finaliser.
/// Source: Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014.
/// </summary>
internal static class SplitMix64
{
    /// <summary>2⁶⁴ divided by the golden ratio, made odd: the counter visits every value before it repeats.</summary>
    public const ulong Gamma = 0x9E3779B97F4A7C15;

    /// <summary>Advances the counter and returns its next output.</summary>
    public static ulong Next(ref ulong counter) => Mix(counter += Gamma);

    /// <summary>Spreads every bit of the input over the whole output; different inputs give different outputs.</summary>
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
