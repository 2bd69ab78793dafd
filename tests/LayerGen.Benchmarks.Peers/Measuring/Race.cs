using System.Collections.Immutable;
using System.Diagnostics;

namespace LayerGen.Benchmarks.Peers.Measuring;

/// <summary>
/// Lets contestants run in turn, so that whatever slows the machine for a while slows all of them.
/// </summary>
/// <param name="Rounds">Turns for each.</param>
/// <param name="Seconds">How long a turn is measured.</param>
internal sealed record Race(int Rounds, double Seconds)
{
    /// <summary>The part of a turn's length that runs before it, unmeasured.</summary>
    private const double WarmUpShare = 0.25;
    private const int FewestSteps = 3;

    /// <summary>Runs all turns.</summary>
    /// <param name="contestants">Who runs.</param>
    /// <param name="samples">Samples of one step.</param>
    /// <returns>Microseconds a sample, in the order of the contestants.</returns>
    public ImmutableArray<Times> Run(IReadOnlyList<Contestant> contestants, int samples)
    {
        double[][] times = [.. contestants.Select(_ => new double[Rounds])];
        // The runtime compiles hot methods anew in the background: a round that nobody counts leaves that behind.
        for (int round = -1; round < Rounds; round++)
        {
            foreach ((int index, Contestant contestant) in contestants.Index())
            {
                double seconds = Turn(contestant);
                if (round >= 0)
                    times[index][round] = seconds * 1e6 / samples;
            }
        }
        return
        [
            .. contestants.Select(
                (contestant, index) => new Times(contestant.Label, [.. times[index].Order()])
            ),
        ];
    }

    /// <summary>The fastest by median.</summary>
    public static Times Best(IEnumerable<Times> times) =>
        times.MinBy(time => time.Median)
        ?? throw new ArgumentException("Nobody ran.", nameof(times));

    private double Turn(Contestant contestant)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        contestant.Start();
        Repeat(contestant.Step, Seconds * WarmUpShare);
        return Repeat(contestant.Step, Seconds);
    }

    private static double Repeat(Action step, double seconds)
    {
        long start = Stopwatch.GetTimestamp();
        for (int steps = 1; ; steps++)
        {
            step();
            double elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
            if (elapsed >= seconds && steps >= FewestSteps)
                return elapsed / steps;
        }
    }
}
