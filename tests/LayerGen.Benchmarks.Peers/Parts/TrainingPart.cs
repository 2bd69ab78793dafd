using System.Collections.Immutable;
using LayerGen.Benchmarks.Networks;
using LayerGen.Benchmarks.Peers.Architecture;
using LayerGen.Benchmarks.Peers.Measuring;
using LayerGen.Benchmarks.Peers.Reporting;
using LayerGen.Benchmarks.Peers.Torch;

namespace LayerGen.Benchmarks.Peers.Parts;

/// <summary>Forward, loss, backward and Adam, against libtorch in its fastest setting.</summary>
internal static class TrainingPart
{
    public static void Run(Bench bench)
    {
        MarkdownTable table = new(
            bench.Output,
            "A training step with Adam",
            "network",
            "batch",
            "threads",
            "LayerGen, µs",
            "libtorch, µs",
            "ratio"
        );
        foreach (PeerArchitecture network in bench.Options.Networks)
        foreach (int batchSize in bench.Options.BatchSizes)
            Run(bench, table, network, batchSize);
    }

    private static void Run(
        Bench bench,
        MarkdownTable table,
        PeerArchitecture architecture,
        int batchSize
    )
    {
        LabelledImages batches = bench.Batches(architecture, batchSize);
        int threads = Environment.ProcessorCount;
        using LayerGenRunner own = new(architecture.Network, batches, threads);
        var weights = PeerTensor.Parameters(
            architecture,
            own.Network,
            parameter => parameter.Value
        );
        ImmutableArray<TorchRunner> peers = bench.HasTorch
            ?
            [
                .. TorchRunner
                    .Layouts(architecture)
                    .Select(layout => new TorchRunner(architecture, weights, batches, layout)),
            ]
            : [];
        try
        {
            ImmutableArray<Times> times = bench.Options.Race.Run(
                [
                    own.Training,
                    .. peers.SelectMany(
                        _ => Bench.ThreadCounts,
                        (peer, count) => peer.Training(count)
                    ),
                ],
                batchSize
            );
            Times? best = times.Length > 1 ? Race.Best(times.Skip(1)) : null;
            table.Row(
                architecture.Name,
                $"{batchSize}",
                $"{threads}",
                $"{times[0]}",
                best is null ? Bench.Absent : Bench.WithLabel(best),
                best is null ? Bench.Absent : Bench.Ratio(best, times[0])
            );
        }
        finally
        {
            foreach (TorchRunner peer in peers)
                peer.Dispose();
        }
    }
}
