using System.Numerics;

namespace LayerGen;

/// <summary>
/// xoshiro256**, a pseudorandom generator with a period of 2²⁵⁶ − 1, seeded by SplitMix64: the same seed gives the same
/// sequence on every machine. Not for secrets.
/// </summary>
/// <remarks>
/// <para>
/// A copy of the struct continues on its own from where the original stood, so hand it on by <c>ref</c>. An unseeded
/// <c>default</c> source throws <see cref="InvalidOperationException"/> at the first draw.
/// </para>
/// <para>
/// Sources: Blackman, Vigna, "Scrambled Linear Pseudorandom Number Generators", ACM TOMS 47(4), 2021 (xoshiro256**);
/// Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014 (SplitMix64).
/// </para>
/// </remarks>
public struct RandomSource : IEquatable<RandomSource>
{
    private RandomState _state;

    /// <summary>Starts the sequence of a seed.</summary>
    /// <param name="seed">Any number; neighbouring seeds give unrelated sequences.</param>
    public RandomSource(ulong seed) =>
        _state = new(
            SplitMix64.Next(ref seed),
            SplitMix64.Next(ref seed),
            SplitMix64.Next(ref seed),
            SplitMix64.Next(ref seed)
        );

    /// <summary>Where the source stands; setting it continues the sequence from there.</summary>
    /// <exception cref="ArgumentException">The state set is all zeros, from which the generator cannot move.</exception>
    public RandomState State
    {
        readonly get => _state;
        set =>
            _state = value.IsZero
                ? throw new ArgumentException(
                    "The state of a random source is all zeros, which no source reaches; "
                        + "set a state that was read from a seeded source.",
                    nameof(value)
                )
                : value;
    }

    /// <summary>
    /// Starts one of the many sequences of a seed: one for the weights, one for the shuffles, one for each epoch.
    /// Different streams of a seed start at different, unrelated states.
    /// </summary>
    /// <param name="seed">Any number.</param>
    /// <param name="stream">Which sequence of the seed.</param>
    public static RandomSource For(ulong seed, ulong stream)
    {
        // Mixed twice: seeds that differ by a multiple of SplitMix64's increment would share state words.
        ulong key = SplitMix64.Mix(seed + SplitMix64.Gamma);
        return new(SplitMix64.Mix(key ^ stream));
    }

    /// <summary>The next 64 uniform bits.</summary>
    /// <exception cref="InvalidOperationException">The source is <c>default</c> and was never seeded.</exception>
    public ulong NextUInt64()
    {
        (ulong word0, ulong word1, ulong word2, ulong word3) = _state;
        if ((word0 | word1 | word2 | word3) == 0)
            ThrowUnseeded();
        ulong result = BitOperations.RotateLeft(word1 * 5, 7) * 9;
        ulong shifted = word1 << 17;
        word2 ^= word0;
        word3 ^= word1;
        word1 ^= word2;
        word0 ^= word3;
        word2 ^= shifted;
        word3 = BitOperations.RotateLeft(word3, 45);
        _state = new(word0, word1, word2, word3);
        return result;
    }

    /// <summary>A uniform multiple of 2⁻²⁴ in [0, 1).</summary>
    public float NextSingle() => (NextUInt64() >> 40) * (1f / (1 << 24));

    /// <summary>A uniform multiple of 2⁻⁵³ in [0, 1).</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1d / (1L << 53));

    /// <summary>A uniform integer in [0, <paramref name="exclusiveMaximum"/>), without bias.</summary>
    /// <param name="exclusiveMaximum">At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="exclusiveMaximum"/> is less than 1.</exception>
    /// <remarks>
    /// Source: Lemire, "Fast Random Integer Generation in an Interval", ACM TOMACS 29(1), 2019, algorithm 5.
    /// </remarks>
    public int NextInt32(int exclusiveMaximum)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(exclusiveMaximum);
        uint range = (uint)exclusiveMaximum;
        ulong product = (NextUInt64() >> 32) * range;
        if ((uint)product < range)
        {
            // 2³² mod range: how many of the products would make some results more likely than others.
            uint surplus = (0u - range) % range;
            while ((uint)product < surplus)
                product = (NextUInt64() >> 32) * range;
        }
        return (int)(product >> 32);
    }

    /// <summary>Puts the items in a uniformly random order (Fisher and Yates, last position first).</summary>
    /// <param name="items">Reordered in place.</param>
    public void Shuffle(Span<int> items)
    {
        for (int last = items.Length - 1; last > 0; last--)
        {
            int chosen = NextInt32(last + 1);
            (items[last], items[chosen]) = (items[chosen], items[last]);
        }
    }

    /// <summary>A normally distributed number with mean 0 and variance 1.</summary>
    /// <remarks>
    /// The polar method; its second number is dropped so that <see cref="State"/> is all there is to remember.
    /// Source: Marsaglia, Bray, "A Convenient Method for Generating Normal Variables", SIAM Review 6(3), 1964.
    /// </remarks>
    public double NextGaussian()
    {
        while (true)
        {
            double x = (2 * NextDouble()) - 1;
            double y = (2 * NextDouble()) - 1;
            double square = (x * x) + (y * y);
            if (square is > 0 and < 1)
                return x * Math.Sqrt(-2 * Math.Log(square) / square);
        }
    }

    /// <summary>Whether two sources will draw the same numbers.</summary>
    /// <param name="other">The source to compare with.</param>
    public readonly bool Equals(RandomSource other) => _state == other._state;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is RandomSource other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => _state.GetHashCode();

    /// <summary>Whether two sources will draw the same numbers.</summary>
    /// <param name="left">One source.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(RandomSource left, RandomSource right) => left.Equals(right);

    /// <summary>Whether two sources will draw different numbers.</summary>
    /// <param name="left">One source.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(RandomSource left, RandomSource right) => !left.Equals(right);

    private static void ThrowUnseeded() =>
        throw new InvalidOperationException(
            "A default random source has no seed; create it with new RandomSource(seed)."
        );
}
