namespace LayerGen.Benchmarks.Peers.Measuring;

/// <summary>
/// Contestants that run at the same time, each on a thread of its own, and share nothing: what the machine gives so many
/// threads. Where memory or caches are the limit, or cores slow each other down, that is less than so many times one.
/// </summary>
internal sealed class SideBySide : IDisposable
{
    /// <summary>Steps of each between two barriers, so that waiting for one another hardly counts.</summary>
    private const int PerStep = 16;

    private readonly IReadOnlyList<Contestant> _contestants;
    private readonly Barrier _barrier;
    private readonly Thread[] _threads;
    private volatile bool _ends;

    /// <summary>Starts the threads; the first contestant runs on the caller's.</summary>
    public SideBySide(IReadOnlyList<Contestant> contestants)
    {
        _contestants = contestants;
        _barrier = new(contestants.Count);
        _threads =
        [
            .. contestants.Skip(1).Select(contestant => new Thread(() => Serve(contestant))),
        ];
        foreach (Thread thread in _threads)
            thread.Start();
    }

    /// <summary>Sixteen steps of everyone.</summary>
    public Contestant All =>
        new(
            "side by side",
            () =>
            {
                foreach (Contestant contestant in _contestants)
                    contestant.Start();
            },
            () => Run(_contestants[0])
        );

    /// <summary>Times of all of them together for one step of one.</summary>
    /// <param name="times">Those of <see cref="All"/>.</param>
    public Times PerContestantStep(Times times) =>
        times with
        {
            Values = [.. times.Values.Select(value => value / (PerStep * _contestants.Count))],
        };

    public void Dispose()
    {
        _ends = true;
        _barrier.SignalAndWait();
        foreach (Thread thread in _threads)
            thread.Join();
        _barrier.Dispose();
    }

    private void Serve(Contestant contestant)
    {
        while (Run(contestant)) { }
    }

    /// <summary>Whether there was anything to run.</summary>
    private bool Run(Contestant contestant)
    {
        _barrier.SignalAndWait();
        if (_ends)
            return false;
        for (int i = 0; i < PerStep; i++)
            contestant.Step();
        _barrier.SignalAndWait();
        return true;
    }
}
