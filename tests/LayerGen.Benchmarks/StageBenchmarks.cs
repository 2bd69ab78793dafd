using BenchmarkDotNet.Attributes;
using LayerGen.Benchmarks.Networks;
using LayerGen.Benchmarks.Stages;
using MathNet.Numerics.LinearAlgebra.Single;

namespace LayerGen.Benchmarks;

/// <summary>
/// One stage at a time, by networks that have hardly more than it: loss with gradients, and forward, of 32 samples by one
/// thread. No optimizer runs, so every call computes the same.
/// </summary>
[MemoryDiagnoser]
public class StageBenchmarks : IDisposable
{
    private const int Batch = 32;
    private INetwork<ReadOnlyMemory<int>>? _network;
    private LabelledImages? _batches;

    /// <summary>Which stage.</summary>
    [ParamsSource(nameof(Stages))]
    public string Stage { get; set; } = "";

    /// <summary>All stages.</summary>
    public static IEnumerable<string> Stages => StageNetwork.All.Select(network => network.Name);

    /// <summary>Makes network and data.</summary>
    [GlobalSetup]
    public void Setup()
    {
        DeclaredNetwork declared = StageNetwork.All.First(network => network.Name == Stage);
        (byte[] pixels, byte[] labels) = LabelledImages.Draw(declared.Input, Batch, seed: 1);
        _batches = LabelledImages.Cut(pixels, labels, Batch);
        _network = declared.Create(1, Batch, 1);
    }

    /// <inheritdoc/>
    [GlobalCleanup]
    public void Dispose()
    {
        _network?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Forward, loss and backward.</summary>
    [Benchmark(Baseline = true)]
    public BatchLoss Training() =>
        _network!.LossAndGradients(_batches!.Inputs[0], _batches.Labels[0]);

    /// <summary>Probabilities.</summary>
    [Benchmark]
    public DenseMatrix Forward() => _network!.Forward(_batches!.Inputs[0]);
}
