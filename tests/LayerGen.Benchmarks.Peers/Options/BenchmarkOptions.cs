using System.Collections.Immutable;
using LayerGen.Benchmarks.Peers.Architecture;
using LayerGen.Benchmarks.Peers.Measuring;

namespace LayerGen.Benchmarks.Peers.Options;

/// <summary>What to measure, and how.</summary>
/// <param name="Networks">Which networks.</param>
/// <param name="BatchSizes">Samples of a training step.</param>
/// <param name="Parts">Which tables.</param>
/// <param name="Race">How often and how long.</param>
/// <param name="FirstSeed">Of a race of whole training runs.</param>
/// <param name="IsNarrow">Whether everybody is held to AVX2.</param>
/// <param name="RelaxesLibrary">Whether to let libtorch load with an older libstdc++.</param>
internal sealed record BenchmarkOptions(
    ImmutableArray<PeerArchitecture> Networks,
    ImmutableArray<int> BatchSizes,
    ImmutableArray<BenchmarkPart> Parts,
    Race Race,
    ulong FirstSeed,
    bool IsNarrow,
    bool RelaxesLibrary
);
