using System.Numerics;
using CsCheck;

namespace LayerGen.Tests.Random;

public class RandomSourceTests
{
    /// <summary>
    /// xoshiro256** written a second time, directly from the paper's description on an array of words and with
    /// arbitrary-precision integers reduced modulo 2⁶⁴, so that it shares no code with the source.
    /// </summary>
    private sealed class Reference
    {
        private static readonly BigInteger s_modulus = BigInteger.One << 64;
        private readonly ulong[] _s = new ulong[4];

        public Reference(ulong seed)
        {
            BigInteger counter = seed;
            for (int i = 0; i < 4; i++)
            {
                counter = (counter + BigInteger.Parse("11400714819323198485")) % s_modulus;
                BigInteger z = counter;
                z = (z ^ (z >> 30)) * BigInteger.Parse("13787848793156543929") % s_modulus;
                z = (z ^ (z >> 27)) * BigInteger.Parse("10723151780598845931") % s_modulus;
                _s[i] = (ulong)(z ^ (z >> 31));
            }
        }

        public ulong Next()
        {
            ulong result = Wrap(new BigInteger(Rotate(Wrap(new BigInteger(_s[1]) * 5), 7)) * 9);
            ulong t = _s[1] << 17;
            _s[2] ^= _s[0];
            _s[3] ^= _s[1];
            _s[1] ^= _s[2];
            _s[0] ^= _s[3];
            _s[2] ^= t;
            _s[3] = Rotate(_s[3], 45);
            return result;
        }

        private static ulong Wrap(BigInteger value) => (ulong)(value % s_modulus);

        private static ulong Rotate(ulong value, int by) => (value << by) | (value >> (64 - by));
    }

    [Fact]
    public void NextUInt64_follows_the_definition_for_any_seed() =>
        Gen.ULong.Sample(
            seed =>
            {
                Reference reference = new(seed);
                RandomSource source = new(seed);
                for (int i = 0; i < 50; i++)
                    Assert.Equal(reference.Next(), source.NextUInt64());
            },
            iter: 200
        );

    [Fact]
    public void State_continues_the_sequence_when_restored()
    {
        RandomSource source = new(7);
        source.NextUInt64();
        RandomState state = source.State;
        RandomSource restored = new(99) { State = state };
        for (int i = 0; i < 10; i++)
            Assert.Equal(source.NextUInt64(), restored.NextUInt64());
        Assert.Equal(source, restored);
        Assert.True(source == restored);
        restored.NextUInt64();
        Assert.True(source != restored);
    }

    [Fact]
    public void State_rejects_all_zeros()
    {
        RandomSource source = new(1);
        ArgumentException error = Assert.Throws<ArgumentException>(() => source.State = default);
        Assert.Contains("all zeros", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NextUInt64_throws_when_the_source_was_never_seeded()
    {
        RandomSource source = default;
        Assert.Throws<InvalidOperationException>(() => source.NextUInt64());
        Assert.Throws<InvalidOperationException>(() => source.NextInt32(3));
        Assert.Throws<InvalidOperationException>(() => source.NextGaussian());
    }

    [Fact]
    public void For_gives_streams_that_share_no_output()
    {
        HashSet<ulong> seen = [];
        int drawn = 0;
        for (ulong seed = 0; seed < 8; seed++)
        {
            Draw(new RandomSource(seed));
            for (ulong stream = 0; stream < 8; stream++)
                Draw(RandomSource.For(seed, stream));
        }
        // 7,200 draws of 64 bits: a chance collision has probability 1.4e-12.
        Assert.Equal(drawn, seen.Count);

        void Draw(RandomSource source)
        {
            for (int i = 0; i < 100; i++, drawn++)
                seen.Add(source.NextUInt64());
        }
    }

    [Fact]
    public void For_gives_uncorrelated_neighbouring_streams()
    {
        const int Draws = 4096;
        RandomSource a = RandomSource.For(1, 1);
        RandomSource b = RandomSource.For(1, 2);
        double sum = 0;
        for (int i = 0; i < Draws; i++)
            sum += (a.NextDouble() - 0.5) * (b.NextDouble() - 0.5);
        // The products have variance 1/144, so the normalised sum is standard normal: six sigma.
        Assert.InRange(sum * 12 / Math.Sqrt(Draws), -6, 6);
    }

    [Fact]
    public void NextSingle_and_NextDouble_are_multiples_of_their_last_place_below_one() =>
        Gen.ULong.Sample(
            seed =>
            {
                RandomSource source = new(seed);
                RandomSource copy = source;
                float single = source.NextSingle();
                Assert.InRange(single, 0f, 1f - MathF.Pow(2, -24));
                Assert.Equal((float)(copy.NextUInt64() >> 40), single * (1 << 24));
                double real = source.NextDouble();
                Assert.InRange(real, 0, 1 - Math.Pow(2, -53));
                Assert.Equal(copy.NextUInt64() >> 11, (ulong)(real * (1L << 53)));
            },
            iter: 1000
        );

    [Fact]
    public void NextDouble_is_uniform()
    {
        const int Draws = 64_000;
        int[] counts = new int[64];
        RandomSource source = new(3);
        for (int i = 0; i < Draws; i++)
            counts[(int)(source.NextDouble() * 64)]++;
        AssertUniform(counts, Draws);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(64)]
    public void NextInt32_is_uniform(int exclusiveMaximum)
    {
        const int Draws = 64_000;
        int[] counts = new int[exclusiveMaximum];
        RandomSource source = new(4);
        for (int i = 0; i < Draws; i++)
            counts[source.NextInt32(exclusiveMaximum)]++;
        AssertUniform(counts, Draws);
    }

    [Fact]
    public void NextInt32_has_no_bias_when_the_range_does_not_divide_the_draws()
    {
        // 2³² = 8/3 · (3·2²⁹): a plain multiply gives the residues of a result modulo 3 weights of 3, 3 and 2 eighths.
        // Each must get a third.
        const int Maximum = 3 << 29;
        const int Draws = 60_000;
        int[] counts = new int[3];
        RandomSource source = new(5);
        for (int i = 0; i < Draws; i++)
            counts[source.NextInt32(Maximum) % 3]++;
        AssertUniform(counts, Draws);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void NextInt32_throws_when_there_is_nothing_to_choose_from(int exclusiveMaximum)
    {
        RandomSource source = new(1);
        Assert.Throws<ArgumentOutOfRangeException>(() => source.NextInt32(exclusiveMaximum));
    }

    [Fact]
    public void Shuffle_keeps_every_item_for_any_length() =>
        Gen.Select(Gen.ULong, Gen.Int[0, 70])
            .Sample(
                (seed, length) =>
                {
                    int[] items = [.. Enumerable.Range(0, length)];
                    RandomSource source = new(seed);
                    source.Shuffle(items);
                    Assert.Equal(Enumerable.Range(0, length), items.Order());
                },
                iter: 300
            );

    [Fact]
    public void Shuffle_gives_every_order_equally_often()
    {
        const int Draws = 24_000;
        Dictionary<string, int> counts = [];
        RandomSource source = new(6);
        for (int i = 0; i < Draws; i++)
        {
            int[] items = [0, 1, 2, 3];
            source.Shuffle(items);
            string order = string.Join(',', items);
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }
        Assert.Equal(24, counts.Count);
        AssertUniform([.. counts.Values], Draws);
    }

    [Fact]
    public void NextGaussian_has_the_moments_of_the_normal_distribution()
    {
        const int Draws = 100_000;
        RandomSource source = new(8);
        double mean = 0;
        double square = 0;
        double cube = 0;
        double fourth = 0;
        int beyondTwo = 0;
        for (int i = 0; i < Draws; i++)
        {
            double x = source.NextGaussian();
            mean += x / Draws;
            square += x * x / Draws;
            cube += x * x * x / Draws;
            fourth += x * x * x * x / Draws;
            beyondTwo += Math.Abs(x) > 2 ? 1 : 0;
        }
        // Six standard errors each: Var(x)=1, Var(x²)=2, Var(x³)=15, Var(x⁴)=96, P(|x|>2)=0.0455.
        double error = 6 / Math.Sqrt(Draws);
        Assert.InRange(mean, -error, error);
        Assert.InRange(square, 1 - (error * Math.Sqrt(2)), 1 + (error * Math.Sqrt(2)));
        Assert.InRange(cube, -error * Math.Sqrt(15), error * Math.Sqrt(15));
        Assert.InRange(fourth, 3 - (error * Math.Sqrt(96)), 3 + (error * Math.Sqrt(96)));
        Assert.InRange(beyondTwo / (double)Draws, 0.0455 - (0.21 * error), 0.0455 + (0.21 * error));
    }

    /// <summary>Chi-square within six standard deviations (√(2·degrees)) of its mean (degrees).</summary>
    private static void AssertUniform(int[] counts, int draws)
    {
        double expected = draws / (double)counts.Length;
        double chiSquare = counts.Sum(count => (count - expected) * (count - expected) / expected);
        int degrees = counts.Length - 1;
        Assert.InRange(chiSquare, 0, degrees + (6 * Math.Sqrt(2 * degrees)));
    }
}
