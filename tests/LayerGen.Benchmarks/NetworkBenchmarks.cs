using BenchmarkDotNet.Attributes;
using LayerGen.Benchmarks.Networks;

namespace LayerGen.Benchmarks;

/// <summary>What every benchmark of a network has: the network, a number of threads and data.</summary>
public abstract class NetworkBenchmarks : IDisposable
{
    private const int Samples = 2048;
    private INetwork<ReadOnlyMemory<int>>? _declared;
    private LabelledImages? _batches;
    private int _batch;

    /// <summary>Which network.</summary>
    [ParamsSource(nameof(Networks))]
    public string Network { get; set; } = "";

    /// <summary>Threads that compute.</summary>
    [ParamsSource(nameof(ThreadCounts))]
    public int Threads { get; set; }

    /// <summary>All networks.</summary>
    public static IEnumerable<string> Networks =>
        DeclaredNetwork.All.Select(network => network.Name);

    /// <summary>One thread, and one a processor.</summary>
    public static IEnumerable<int> ThreadCounts =>
        new[] { 1, Environment.ProcessorCount }.Distinct();

    /// <summary>Samples of a step.</summary>
    protected abstract int BatchSize { get; }

    /// <summary>The network.</summary>
    protected INetwork<ReadOnlyMemory<int>> Declared => _declared!;

    /// <summary>Its data.</summary>
    protected LabelledImages Batches => _batches!;

    /// <summary>Makes network and data.</summary>
    [GlobalSetup]
    public virtual void Setup()
    {
        DeclaredNetwork network = DeclaredNetwork.Named(Network);
        (byte[] pixels, byte[] labels) = LabelledImages.Draw(network.Input, Samples, seed: 1);
        _batches = LabelledImages.Cut(pixels, labels, BatchSize);
        _declared = network.Create(1, BatchSize, Threads);
    }

    /// <inheritdoc/>
    [GlobalCleanup]
    public void Dispose()
    {
        _declared?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>One batch after another.</summary>
    protected int Next() => _batch = (_batch + 1) % Batches.Count;
}
