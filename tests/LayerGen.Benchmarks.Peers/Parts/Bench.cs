using System.Collections.Immutable;
using LayerGen.Benchmarks.Networks;
using LayerGen.Benchmarks.Peers.Architecture;
using LayerGen.Benchmarks.Peers.Measuring;
using LayerGen.Benchmarks.Peers.Options;

namespace LayerGen.Benchmarks.Peers.Parts;

/// <summary>What all parts share.</summary>
/// <param name="Options">What was asked for.</param>
/// <param name="Samples">The data of each shape.</param>
/// <param name="HasTorch">Whether libtorch is here.</param>
/// <param name="HasOnnx">Whether ONNX Runtime is here.</param>
/// <param name="Output">Where tables go.</param>
internal sealed record Bench(
    BenchmarkOptions Options,
    ImmutableDictionary<ImageShape, Samples> Samples,
    bool HasTorch,
    bool HasOnnx,
    TextWriter Output
)
{
    /// <summary>What a cell shows of a peer that is not here.</summary>
    public const string Absent = "–";

    /// <summary>One thread, and all.</summary>
    public static ImmutableArray<int> ThreadCounts { get; } =
    [.. new[] { 1, Environment.ProcessorCount }.Distinct()];

    /// <summary>What steps are measured on.</summary>
    public LabelledImages Batches(PeerArchitecture network, int batchSize) =>
        Samples[network.Input].Batches(Measuring.Samples.PoolSize, batchSize, network.Classes);

    /// <summary>The first batch alone.</summary>
    public LabelledImages OneBatch(PeerArchitecture network, int batchSize) =>
        Samples[network.Input].Batches(batchSize, batchSize, network.Classes);

    /// <summary>How many times as fast LayerGen is.</summary>
    public static string Ratio(Times peer, Times own) =>
        $"**{Times.Text(peer.Median / own.Median)} ×**";

    /// <summary>Times and how they were reached.</summary>
    public static string WithLabel(Times times) => $"{times}, {times.Label}";
}
