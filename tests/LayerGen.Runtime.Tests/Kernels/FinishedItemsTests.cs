using LayerGen.Kernels;

namespace LayerGen.Tests.Kernels;

public class FinishedItemsTests
{
    [Fact]
    public void Total_counts_what_all_workers_have_finished_since_the_start()
    {
        FinishedItems finished = new(3);
        Assert.Equal(0, finished.Total);
        for (int worker = 0; worker < 3; worker++)
        for (int item = 0; item <= worker; item++)
            finished.Add(worker);
        Assert.Equal(6, finished.Total);
        finished.Add(0);
        Assert.Equal(7, finished.Total);
    }

    [Fact]
    public void Nothing_is_lost_where_every_worker_counts_at_the_same_time()
    {
        const int each = 100_000;
        FinishedItems finished = new(4);
        Parallel.For(
            0,
            4,
            new() { MaxDegreeOfParallelism = 4 },
            worker =>
            {
                for (int item = 0; item < each; item++)
                    finished.Add(worker);
            }
        );
        Assert.Equal(4 * each, finished.Total);
    }
}
