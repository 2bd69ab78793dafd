using System.Runtime.InteropServices;

namespace LayerGen.Benchmarks.Peers.Measuring;

/// <summary>
/// A number that two threads pass to and fro: what it costs that one core reads what another has written. Where cores
/// have caches in groups it is several times as much between two groups as within one.
/// </summary>
internal sealed class RoundTrip : IDisposable
{
    /// <summary>So many that waking the other thread does not count.</summary>
    private const int PerStep = 100_000;

    private readonly SemaphoreSlim _wake = new(0);
    private readonly Thread _partner;
    private Ball _ball;
    private volatile bool _ends;

    public RoundTrip()
    {
        _partner = new(Answer) { IsBackground = true };
        _partner.Start();
    }

    /// <summary>Passes it to and fro a hundred thousand times a step.</summary>
    public Contestant Passing => new("round trip", () => { }, Pass);

    /// <summary>Nanoseconds of one round trip.</summary>
    /// <param name="times">The contestant's, in microseconds a sample.</param>
    /// <param name="samples">Samples of one step, as the race was told.</param>
    public static Times Nanoseconds(Times times, int samples) =>
        times with
        {
            Values = [.. times.Values.Select(value => value * samples * 1e3 / PerStep)],
        };

    public void Dispose()
    {
        _ends = true;
        _wake.Release();
        _partner.Join();
        _wake.Dispose();
    }

    private void Pass()
    {
        _wake.Release();
        for (int i = 0; i < PerStep; i++)
        {
            Volatile.Write(ref _ball.IsThere, true);
            while (Volatile.Read(ref _ball.IsThere)) { }
        }
    }

    private void Answer()
    {
        while (true)
        {
            _wake.Wait();
            if (_ends)
                return;
            for (int i = 0; i < PerStep; i++)
            {
                while (!Volatile.Read(ref _ball.IsThere)) { }
                Volatile.Write(ref _ball.IsThere, false);
            }
        }
    }

    /// <summary>Alone on its cache line.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Ball
    {
        [FieldOffset(128)]
        public bool IsThere;
    }
}
