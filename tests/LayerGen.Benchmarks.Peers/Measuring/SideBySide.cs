using LayerGen.Kernels;

namespace LayerGen.Benchmarks.Peers.Measuring;

/// <summary>
/// Networks of one thread each that train at the same time and share nothing: what the machine gives so many threads. Where
/// memory or caches are the limit, or cores slow each other down, that is less than so many times one.
/// </summary>
/// <param name="networks">Who trains; disposed with this.</param>
internal sealed class SideBySide(IReadOnlyList<LayerGenRunner> networks)
    : IParallelWork,
        IDisposable
{
    /// <summary>Steps of each at a time, so that waiting for one another hardly counts.</summary>
    private const int PerStep = 16;

    private readonly WorkerTeam _team = new(networks.Count);
    private readonly Contestant[] _each = [.. networks.Select(network => network.Training)];

    /// <summary>Some steps of all networks.</summary>
    public Contestant Training =>
        new(
            "side by side",
            () =>
            {
                foreach (Contestant network in _each)
                    network.Start();
            },
            () => _team.Run(this, phase: 0, _each.Length)
        );

    /// <summary>Microseconds for one sample of any of the networks.</summary>
    /// <param name="times">Those of <see cref="Training"/>, as the race was told the samples of one network's step.</param>
    public Times PerSample(Times times) =>
        times with
        {
            Values = [.. times.Values.Select(value => value / (PerStep * _each.Length))],
        };

    void IParallelWork.Execute(int phase, int item, int worker)
    {
        for (int i = 0; i < PerStep; i++)
            _each[item].Step();
    }

    public void Dispose()
    {
        _team.Dispose();
        foreach (LayerGenRunner network in networks)
            network.Dispose();
    }
}
