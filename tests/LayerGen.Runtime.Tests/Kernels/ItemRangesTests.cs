using LayerGen.Kernels;

namespace LayerGen.Tests.Kernels;

public class ItemRangesTests
{
    [Theory]
    [InlineData(1, 10)]
    [InlineData(3, 10)]
    [InlineData(4, 3)]
    [InlineData(2, ItemRanges.Most)]
    public void Publish_gives_each_worker_neighbours_and_everything_once(int workers, int items)
    {
        ItemRanges ranges = new(workers);
        ranges.Publish(items);
        int next = 0;
        for (int worker = 0; worker < workers; worker++)
            while (!ItemRanges.IsEmpty(ranges.Look(worker)))
            {
                Assert.True(
                    ranges.TryTake(worker, ranges.Look(worker), fromBack: false, out int item)
                );
                Assert.Equal(next++, item);
            }
        Assert.Equal(items, next);
        Assert.False(ranges.HasAny);
    }

    [Fact]
    public void Helpers_take_from_the_back()
    {
        ItemRanges ranges = new(2);
        ranges.Publish(10);
        Assert.True(ranges.TryTake(0, ranges.Look(0), fromBack: true, out int last));
        Assert.Equal(4, last);
        Assert.True(ranges.TryTake(0, ranges.Look(0), fromBack: false, out int first));
        Assert.Equal(0, first);
    }

    [Fact]
    public void TryTake_fails_when_the_range_changed_since_it_was_looked_at()
    {
        ItemRanges ranges = new(1);
        ranges.Publish(3);
        long seen = ranges.Look(0);
        Assert.True(ranges.TryTake(0, seen, fromBack: false, out _));
        Assert.False(ranges.TryTake(0, seen, fromBack: false, out _));
    }

    [Fact]
    public void TryTake_fails_when_a_range_of_the_same_items_belongs_to_an_earlier_phase()
    {
        ItemRanges ranges = new(1);
        ranges.Publish(1);
        long seen = ranges.Look(0);
        Assert.True(ranges.TryTake(0, seen, fromBack: false, out _));
        ranges.Publish(1);
        Assert.False(ranges.TryTake(0, seen, fromBack: false, out _));
    }
}
