using CsCheck;
using LayerGen.Data;

namespace LayerGen.Tests.Data;

public class BatchOrderTests
{
    [Fact]
    public void Shuffled_gives_a_permutation_that_follows_from_seed_and_epoch_alone() =>
        Gen.Select(Gen.Int[1, 300], Gen.ULong, Gen.Int[0, 1000])
            .Sample(
                (count, seed, epoch) =>
                {
                    int[] order = Shuffled(count, seed, epoch);
                    Assert.Equal(Enumerable.Range(0, count), order.Order());
                    int[] again = Shuffled(count, seed + 1, epoch + 1);
                    BatchOrder.Shuffled(again, seed, epoch);
                    Assert.Equal(order, again);
                }
            );

    [Fact]
    public void Shuffled_differs_between_epochs_and_between_seeds()
    {
        int[][] orders =
        [
            .. from seed in Enumerable.Range(0, 10)
            from epoch in Enumerable.Range(0, 10)
            select Shuffled(100, (ulong)seed, epoch),
        ];
        Assert.Equal(
            orders.Length,
            orders.Select(order => string.Join(' ', order)).Distinct().Count()
        );
    }

    [Fact]
    public void Shuffled_throws_when_the_epoch_is_negative() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => BatchOrder.Shuffled(new int[1], 1, -1));

    private static int[] Shuffled(int count, ulong seed, int epoch)
    {
        int[] order = new int[count];
        BatchOrder.Shuffled(order, seed, epoch);
        return order;
    }
}
