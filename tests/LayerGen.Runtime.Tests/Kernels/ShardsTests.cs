using CsCheck;
using LayerGen.Kernels;

namespace LayerGen.Tests.Kernels;

public class ShardsTests
{
    [Theory]
    [InlineData(1, 4, 1)]
    [InlineData(4, 4, 1)]
    [InlineData(5, 4, 2)]
    [InlineData(32, 4, 8)]
    [InlineData(61, 4, 16)]
    [InlineData(65, 4, 16)]
    [InlineData(32, 8, 4)]
    [InlineData(33, 16, 3)]
    [InlineData(60_000, 16, 16)]
    [InlineData(int.MaxValue - 15, 16, 16)]
    public void Count_is_one_for_each_so_many_samples_begun_up_to_16(
        int batchSize,
        int samplesPerShard,
        int expected
    ) => Assert.Equal(expected, Shards.Count(batchSize, samplesPerShard));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 3)]
    [InlineData(4, 4)]
    [InlineData(16, 4)]
    [InlineData(33, 5)]
    [InlineData(1000, 16)]
    public void Small_batches_have_the_fewest_shards_or_one_a_sample(int batchSize, int expected) =>
        Assert.Equal(expected, Shards.Count(batchSize, samplesPerShard: 8, fewest: 4));

    [Fact]
    public void Shards_of_a_batch_hold_every_sample_once_and_one_at_least() =>
        Gen.Select(Gen.Int[1, 500], Gen.Int[1, 16])
            .Sample(
                (batchSize, samplesPerShard) =>
                {
                    int shards = Shards.Count(batchSize, samplesPerShard);
                    AssertParts(batchSize, shards);
                    Assert.True(Shards.Start(batchSize, shards, 1) > 0);
                }
            );

    [Fact]
    public void Start_cuts_any_range_into_parts_as_equal_as_can_be() =>
        Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int[1, 1000]).Sample(AssertParts);

    private static void AssertParts(int length, int parts)
    {
        Assert.Equal(0, Shards.Start(length, parts, 0));
        Assert.Equal(length, Shards.Start(length, parts, parts));
        for (int part = 0; part < parts; part++)
            Assert.InRange(
                Shards.Start(length, parts, part + 1) - Shards.Start(length, parts, part),
                length / parts,
                (length / parts) + (length % parts == 0 ? 0 : 1)
            );
    }
}
