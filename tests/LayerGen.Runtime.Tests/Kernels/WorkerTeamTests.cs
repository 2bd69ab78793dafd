using System.Runtime.CompilerServices;
using LayerGen.Kernels;

namespace LayerGen.Tests.Kernels;

/// <summary>Not beside other tests: some look at the allocations and the threads of the whole process.</summary>
[Collection(nameof(WholeProcess))]
public class WorkerTeamTests
{
    /// <summary>Counts who ran what, and calls a hook with phase, item and worker.</summary>
    private sealed class Recorder(int items, Action<int, int, int>? hook = null) : IParallelWork
    {
        public int[] Runs { get; } = new int[items];

        public void Execute(int phase, int item, int worker)
        {
            Interlocked.Increment(ref Runs[item]);
            hook?.Invoke(phase, item, worker);
        }
    }

    /// <summary>Adds up what each phase must have done once; allocates nothing.</summary>
    private sealed class Sum : IParallelWork
    {
        private long _total;

        public long Total => Volatile.Read(ref _total);

        public void Execute(int phase, int item, int worker) =>
            Interlocked.Add(ref _total, ((long)phase * 1000) + item + 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void Run_runs_every_item_once_with_its_phase_and_a_known_worker(int count)
    {
        using WorkerTeam team = new(count);
        Assert.Equal(count, team.Count);
        for (int items = 0; items <= 70; items++)
        {
            int wrong = 0;
            Recorder work = new(
                items,
                (phase, _, worker) =>
                {
                    if (phase != 1000 + items || worker < 0 || worker >= count)
                        Interlocked.Increment(ref wrong);
                }
            );
            team.Run(work, 1000 + items, items);
            Assert.All(work.Runs, runs => Assert.Equal(1, runs));
            Assert.Equal(0, wrong);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void Run_returns_only_after_the_last_item_over_many_short_phases(int count)
    {
        using WorkerTeam team = new(count);
        Sum work = new();
        long expected = 0;
        for (int phase = 0; phase < 20_000; phase++)
        {
            int items = phase % 7;
            expected += (items * phase * 1000L) + (items * (items + 1) / 2);
            team.Run(work, phase, items);
            Assert.Equal(expected, work.Total);
        }
    }

    [Fact]
    public void Run_wakes_workers_that_went_to_sleep()
    {
        using WorkerTeam team = new(3);
        for (int round = 0; round < 20; round++)
        {
            Thread.Sleep(10); // Far longer than workers spin, so they sleep; if not, the test still holds.
            // The items wait for each other: they end only if three threads run at once.
            using Barrier barrier = new(3);
            team.Run(new Recorder(3, (_, _, _) => barrier.SignalAndWait()), 0, 3);
        }
    }

    [Fact]
    public void Run_gives_each_running_item_a_worker_of_its_own()
    {
        using WorkerTeam team = new(4);
        int[] busy = new int[4];
        int clashes = 0;
        Recorder work = new(
            2_000,
            (_, _, worker) =>
            {
                if (Interlocked.Increment(ref busy[worker]) != 1)
                    Interlocked.Increment(ref clashes);
                Thread.SpinWait(20);
                Interlocked.Decrement(ref busy[worker]);
            }
        );
        team.Run(work, 0, 2_000);
        Assert.Equal(0, clashes);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void Run_throws_what_the_first_failing_item_threw_after_all_items_ran(int count)
    {
        using WorkerTeam team = new(count);
        for (int round = 0; round < 100; round++)
        {
            Recorder work = new(
                20,
                (_, item, _) =>
                {
                    if (item is 5 or 11 or 17)
                        throw new InvalidDataException($"item {item}");
                }
            );
            InvalidDataException error = Assert.Throws<InvalidDataException>(() =>
                team.Run(work, 0, 20)
            );
            Assert.Equal("item 5", error.Message);
            Assert.All(work.Runs, runs => Assert.Equal(1, runs));
            // The failure belongs to its phase: the next one is unharmed.
            Recorder healthy = new(20);
            team.Run(healthy, 0, 20);
            Assert.All(healthy.Runs, runs => Assert.Equal(1, runs));
        }
    }

    [Fact]
    public void Run_throws_when_an_item_starts_a_phase_on_the_same_team()
    {
        using WorkerTeam team = new(2);
        Recorder inner = new(2);
        Recorder outer = new(2, (_, _, _) => team.Run(inner, 0, 2));
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() =>
            team.Run(outer, 0, 2)
        );
        Assert.Contains("runs a phase already", error.Message, StringComparison.Ordinal);
        team.Run(inner, 0, 2);
        Assert.Equal([1, 1], inner.Runs);
    }

    [Fact]
    public void Constructor_takes_all_processors_when_the_count_is_zero()
    {
        using WorkerTeam team = new();
        Assert.Equal(Environment.ProcessorCount, team.Count);
    }

    [Fact]
    public void Constructor_throws_without_harming_the_finalizer_when_the_count_is_negative()
    {
        for (int i = 0; i < 10; i++)
            Assert.Throws<ArgumentOutOfRangeException>("threads", () => new WorkerTeam(-1));
        // An exception in a finalizer would end the whole process here.
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Run_throws_when_the_team_was_disposed(int count)
    {
        WorkerTeam team = new(count);
        team.Run(new Recorder(3), 0, 3);
        team.Dispose();
        team.Dispose();
        Assert.Throws<ObjectDisposedException>(() => team.Run(new Recorder(3), 0, 3));
        Assert.Throws<ObjectDisposedException>(() => team.Run(new Recorder(0), 0, 0));
    }

    [Fact]
    public void Dispose_ends_the_threads()
    {
        WorkerTeam team = new(4);
        List<Thread> threads = ThreadsOf(team);
        team.Dispose();
        Assert.All(threads, thread => Assert.False(thread.IsAlive));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Run_allocates_nothing_in_the_whole_process(int count)
    {
        using WorkerTeam team = new(count);
        Sum work = new();
        Assert.Equal(
            0,
            WholeProcess.LeastAllocation(() => team.Run(work, 1, 9), repetitions: 1_000)
        );
    }

    [Fact]
    public void Run_allocates_nothing_when_workers_sleep_in_between()
    {
        using WorkerTeam team = new(3);
        Sum work = new();
        Action phase = () =>
        {
            Thread.Sleep(5);
            team.Run(work, 1, 9);
        };
        // Few repetitions: in a longer time the test host allocates something of its own.
        Assert.Equal(0, WholeProcess.LeastAllocation(phase, repetitions: 3));
    }

    [Fact]
    public void Finalizer_ends_the_threads_of_a_team_that_was_forgotten()
    {
        List<Thread> threads = Forget(out WeakReference team);
        for (int i = 0; i < 50 && team.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        Assert.False(team.IsAlive);
        Assert.All(threads, thread => Assert.True(thread.Join(TimeSpan.FromMinutes(1))));
    }

    [Fact]
    public void Team_keeps_nothing_of_a_phase_alive()
    {
        using WorkerTeam team = new(2);
        WeakReference work = RunAndForget(team);
        for (int i = 0; i < 50 && work.IsAlive; i++)
            GC.Collect();
        Assert.False(work.IsAlive);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference RunAndForget(WorkerTeam team)
    {
        Recorder work = new(8);
        team.Run(work, 0, 8);
        return new(work);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static List<Thread> Forget(out WeakReference reference)
    {
        WorkerTeam team = new(3);
        reference = new(team);
        return ThreadsOf(team);
    }

    /// <summary>The team's own threads: items that wait for each other are run by all of them.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static List<Thread> ThreadsOf(WorkerTeam team)
    {
        List<Thread> threads = [];
        using Barrier barrier = new(team.Count);
        Recorder work = new(
            team.Count,
            (_, _, worker) =>
            {
                barrier.SignalAndWait();
                lock (threads)
                {
                    if (worker > 0)
                        threads.Add(Thread.CurrentThread);
                }
            }
        );
        team.Run(work, 0, team.Count);
        Assert.Equal(team.Count - 1, threads.Count);
        return threads;
    }
}
