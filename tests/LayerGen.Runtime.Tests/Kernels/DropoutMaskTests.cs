using System.Numerics;
using CsCheck;
using LayerGen.Kernels;

namespace LayerGen.Tests.Kernels;

public class DropoutMaskTests
{
    private static readonly Gen<double> s_rates = Gen.OneOf(
        Gen.Const(0d),
        Gen.Const(0.5),
        Gen.Double[0, 0.999]
    );

    [Fact]
    public void Apply_follows_Keeps_bit_for_bit_for_any_length_and_position() =>
        Gen.Select(Gen.ULong, Gen.Int, s_rates, Gen.Single.Array[0, 70])
            .Sample(
                (key, firstIndex, rate, source) =>
                {
                    float[] destination = new float[source.Length];
                    DropoutMask.Apply(source, destination, key, firstIndex, rate);
                    float scale = (float)(1 / (1 - rate));
                    for (int i = 0; i < source.Length; i++)
                    {
                        bool kept = DropoutMask.Keeps(key, unchecked(firstIndex + i), rate);
                        AssertSameBits(kept ? source[i] * scale : 0f, destination[i]);
                    }
                    DropoutMask.Apply(source, source, key, firstIndex, rate);
                    for (int i = 0; i < source.Length; i++)
                        AssertSameBits(destination[i], source[i]);
                },
                iter: 2_000
            );

    [Fact]
    public void Apply_gives_the_same_whether_done_at_once_or_in_pieces()
    {
        float[] source = [.. Enumerable.Range(1, 300).Select(i => (float)i)];
        float[] whole = new float[300];
        DropoutMask.Apply(source, whole, key: 5, firstIndex: 0, rate: 0.3);
        float[] pieces = new float[300];
        for (int start = 0; start < 300; start += 37)
        {
            int length = Math.Min(37, 300 - start);
            DropoutMask.Apply(source.AsSpan(start, length), pieces.AsSpan(start), 5, start, 0.3);
        }
        Assert.Equal(whole, pieces);
    }

    [Fact]
    public void Apply_keeps_NaN_where_the_element_survives_and_leaves_what_is_behind()
    {
        float[] source = [.. Enumerable.Repeat(float.NaN, 67)];
        float[] destination = [.. Enumerable.Repeat(-1f, 70)];
        DropoutMask.Apply(source, destination, key: 11, firstIndex: 3, rate: 0.5);
        for (int i = 0; i < 67; i++)
        {
            if (DropoutMask.Keeps(11, i + 3, 0.5))
                Assert.True(float.IsNaN(destination[i]));
            else
                Assert.Equal(0, destination[i]);
        }
        Assert.Equal([-1, -1, -1], destination[67..]);
    }

    [Fact]
    public void Apply_changes_nothing_when_the_rate_is_zero()
    {
        float[] source = [.. Enumerable.Range(-35, 70).Select(i => i / 7f)];
        float[] destination = new float[70];
        DropoutMask.Apply(source, destination, key: 1, firstIndex: 0, rate: 0);
        Assert.Equal(source, destination);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.25)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void Keeps_drops_the_given_fraction_of_every_sample(double rate)
    {
        const int Elements = 4_000;
        for (int sample = 0; sample < 50; sample++)
        {
            ulong key = DropoutMask.Key(seed: 3, step: 7, layer: 1, sample);
            int dropped = Enumerable
                .Range(0, Elements)
                .Count(index => !DropoutMask.Keeps(key, index, rate));
            // Binomial: six standard deviations.
            double deviation = Math.Sqrt(Elements * rate * (1 - rate));
            Assert.InRange(
                dropped,
                (Elements * rate) - (6 * deviation),
                (Elements * rate) + (6 * deviation)
            );
        }
    }

    [Fact]
    public void Keeps_is_independent_between_elements_samples_steps_and_layers()
    {
        const int Elements = 20_000;
        ulong key = DropoutMask.Key(1, 2, 3, 4);
        ulong[] others =
        [
            DropoutMask.Key(2, 2, 3, 4),
            DropoutMask.Key(1, 3, 3, 4),
            DropoutMask.Key(1, 2, 4, 4),
            DropoutMask.Key(1, 2, 3, 5),
        ];
        foreach (ulong other in others)
            AssertHalfAgree(i => Keeps(key, i) == Keeps(other, i));
        foreach (int lag in (int[])[1, 2, 3, 4, 8, 16, 28, 32, 64, 676, 1024])
            AssertHalfAgree(i => Keeps(key, i) == Keeps(key, i + lag));

        static bool Keeps(ulong key, int index) => DropoutMask.Keeps(key, index, 0.5);

        // Binomial with one half: standard deviation √n/2, six of them.
        static void AssertHalfAgree(Func<int, bool> agrees)
        {
            int agreeing = Enumerable.Range(0, Elements).Count(agrees);
            Assert.InRange(
                agreeing,
                (Elements / 2) - (3 * Math.Sqrt(Elements)),
                (Elements / 2) + (3 * Math.Sqrt(Elements))
            );
        }
    }

    [Fact]
    public void Keeps_changes_for_half_the_elements_when_one_bit_of_the_key_flips()
    {
        const int Elements = 4_000;
        ulong key = DropoutMask.Key(9, 9, 9, 9);
        for (int bit = 0; bit < 64; bit++)
        {
            ulong flipped = key ^ (1ul << bit);
            int changed = Enumerable
                .Range(0, Elements)
                .Count(i => DropoutMask.Keeps(key, i, 0.5) != DropoutMask.Keeps(flipped, i, 0.5));
            // A flip in the low half permutes indices, in the high half enters with two rounds to go: both must look
            // like a new mask. Binomial, eight standard deviations (64 tries, and the hash is not a perfect one).
            double deviation = Math.Sqrt(Elements) / 2;
            Assert.InRange(
                changed,
                (Elements / 2) - (8 * deviation),
                (Elements / 2) + (8 * deviation)
            );
        }
    }

    [Fact]
    public void Key_differs_for_different_arguments()
    {
        HashSet<ulong> keys = [];
        for (ulong seed = 0; seed < 6; seed++)
        {
            for (long step = 0; step < 10; step++)
            {
                for (int layer = 0; layer < 6; layer++)
                {
                    for (int sample = 0; sample < 10; sample++)
                        keys.Add(DropoutMask.Key(seed, step, layer, sample));
                }
            }
        }
        Assert.Equal(6 * 10 * 6 * 10, keys.Count);
        // Bits are balanced: 3,600 keys, six standard deviations of 30.
        for (int bit = 0; bit < 64; bit++)
            Assert.InRange(keys.Count(key => ((key >> bit) & 1) != 0), 1_620, 1_980);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.0)]
    [InlineData(2.0)]
    [InlineData(double.NaN)]
    public void Apply_and_Keeps_throw_when_the_rate_is_out_of_range(double rate)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => DropoutMask.Keeps(1, 0, rate));
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            DropoutMask.Apply(new float[3], new float[3], 1, 0, rate)
        );
    }

    [Fact]
    public void Apply_throws_when_the_destination_is_too_short() =>
        Assert.Throws<ArgumentException>(() =>
            DropoutMask.Apply(new float[Vector<float>.Count], new float[1], 1, 0, 0.5)
        );

    private static void AssertSameBits(float expected, float actual) =>
        Assert.Equal(
            BitConverter.SingleToInt32Bits(expected),
            BitConverter.SingleToInt32Bits(actual)
        );
}
