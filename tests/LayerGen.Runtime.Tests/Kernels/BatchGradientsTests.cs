using CsCheck;
using LayerGen.Kernels;

namespace LayerGen.Tests.Kernels;

public class BatchGradientsTests
{
    // Addition of floats is not associative: only one order gives these bits.
    [Fact]
    public void Sum_has_the_bits_of_a_tree_over_the_shards_in_whatever_order_they_are_completed() =>
        Gen.Select(
                Gen.Int[1, Shards.Most],
                Gen.Int[0, 70],
                Gen.Int[0, 70],
                Gen.Int[0, 40],
                Gen.Int[0, int.MaxValue]
            )
            .Sample(
                (count, begin, length, behind, seed) =>
                {
                    float[][] shards = Draw(begin + length + behind, seed);
                    BatchGradients gradients = new(Shards.Most, begin + length + behind);
                    // A batch before this one must leave nothing behind.
                    Run(gradients, Shards.Most, shards, [.. Enumerable.Range(0, Shards.Most)]);
                    int[] order = [.. Enumerable.Range(0, count)];
                    new System.Random(seed).Shuffle(order);

                    Run(gradients, count, shards, order);

                    float[] expected = Tree(shards, 0, Shards.Most, count)!;
                    Assert.Equal(
                        Bits(expected.AsSpan(begin, length)),
                        Bits(gradients.Sum(begin, begin + length))
                    );
                    Assert.Equal(
                        Bits(expected.AsSpan(begin, length)),
                        Bits(gradients.Total.Span.Slice(begin, length))
                    );
                },
                iter: 500
            );

    [Fact]
    public void Sum_has_the_same_bits_when_threads_complete_shards_at_once()
    {
        const int Length = 1000;
        float[][] shards = Draw(Length, seed: 1);
        BatchGradients gradients = new(Shards.Most, Length);
        float[] expected = Tree(shards, 0, Shards.Most, Shards.Most)!;
        for (int batch = 0; batch < 200; batch++)
        {
            gradients.Start(Shards.Most);
            Parallel.For(
                0,
                Shards.Most,
                shard =>
                {
                    shards[shard].CopyTo(gradients.Begin(shard).Span);
                    gradients.Complete(shard);
                }
            );
            Assert.Equal(Bits(expected), Bits(gradients.Sum(0, Length)));
        }
    }

    [Fact]
    public void Batch_that_was_given_up_does_not_disturb_the_next()
    {
        float[][] shards = Draw(length: 20, seed: 2);
        BatchGradients gradients = new(Shards.Most, 20);
        gradients.Start(6);
        foreach (int shard in (int[])[1, 2, 5])
            gradients.Complete(shard);

        Run(gradients, 6, shards, [5, 4, 3, 2, 1, 0]);

        Assert.Equal(Bits(Tree(shards, 0, Shards.Most, 6)), Bits(gradients.Sum(0, 20)));
    }

    [Fact]
    public void Sum_keeps_NaN_and_infinity()
    {
        BatchGradients gradients = new(2, 3);
        Run(
            gradients,
            2,
            [
                [1, 1, float.PositiveInfinity],
                [float.NaN, float.NegativeInfinity, float.NegativeInfinity],
            ],
            [0, 1]
        );

        Assert.Equal([float.NaN, float.NegativeInfinity, float.NaN], gradients.Sum(0, 3).ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void Number_of_shards_that_has_no_room_is_refused(int shards) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new BatchGradients(3, 1).Start(shards));

    private static void Run(BatchGradients gradients, int count, float[][] shards, int[] order)
    {
        gradients.Start(count);
        foreach (int shard in order)
        {
            Span<float> sums = gradients.Begin(shard).Span;
            for (int i = 0; i < sums.Length; i++)
                sums[i] += shards[shard][i];
            gradients.Complete(shard);
        }
    }

    /// <summary>The sum of a block: of its two halves, each a sum of its own; null for a block of no shards.</summary>
    private static float[]? Tree(float[][] shards, int first, int size, int count)
    {
        if (first >= count)
            return null;
        if (size == 1)
            return shards[first];
        float[] left = Tree(shards, first, size / 2, count)!;
        float[]? right = Tree(shards, first + (size / 2), size / 2, count);
        return right is null ? left : [.. left.Zip(right, (a, b) => a + b)];
    }

    private static float[][] Draw(int length, int seed)
    {
        System.Random random = new(seed);
        // Magnitudes from 2⁻²⁰ to 2²⁰, so that most additions round.
        return
        [
            .. Enumerable
                .Range(0, Shards.Most)
                .Select(_ =>
                    Enumerable
                        .Range(0, length)
                        .Select(_ =>
                            (random.NextSingle() - 0.5f) * MathF.ScaleB(1, random.Next(-20, 21))
                        )
                        .ToArray()
                ),
        ];
    }

    private static int[] Bits(ReadOnlySpan<float> values)
    {
        int[] bits = new int[values.Length];
        for (int i = 0; i < bits.Length; i++)
            bits[i] = BitConverter.SingleToInt32Bits(values[i]);
        return bits;
    }
}
