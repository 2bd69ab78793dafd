using System.Collections.Immutable;
using System.Diagnostics;
using LayerGen.Benchmarks.Networks;
using LayerGen.Benchmarks.Peers.Architecture;
using LayerGen.Benchmarks.Peers.Measuring;
using LayerGen.Benchmarks.Peers.Reporting;
using LayerGen.Benchmarks.Peers.Torch;
using LayerGen.Data;

namespace LayerGen.Benchmarks.Peers.Parts;

/// <summary>Whole epochs as a program trains them, shuffling and gathering of batches included.</summary>
internal static class EpochPart
{
    public static void Run(Bench bench)
    {
        MarkdownTable table = new(
            bench.Output,
            $"An epoch of {Samples.EpochSize:N0} images with Adam",
            "network",
            "batch",
            "threads",
            "LayerGen, s",
            "libtorch, s",
            "ratio"
        );
        foreach (PeerArchitecture network in bench.Options.Networks)
        {
            Samples samples = bench.Samples[network.Input];
            ImageShape shape = network.Input;
            ImageDataset dataset = ImageDataset
                .Create(
                    samples.Name,
                    shape.Height,
                    shape.Width,
                    shape.Channels,
                    network.Classes,
                    samples.Pixels,
                    samples.LabelsBelow(network.Classes)
                )
                .ValueOrThrow();
            foreach (int batchSize in bench.Options.BatchSizes)
                Run(bench, table, network, dataset, batchSize);
        }
    }

    private static void Run(
        Bench bench,
        MarkdownTable table,
        PeerArchitecture network,
        ImageDataset dataset,
        int batchSize
    )
    {
        int threads = Environment.ProcessorCount;
        using LayerGenEpochs own = new(network, dataset, batchSize, threads);
        ImmutableArray<TorchEpochs> peers = bench.HasTorch
            ?
            [
                .. TorchRunner
                    .Layouts(network)
                    .Select(layout => new TorchEpochs(
                        network,
                        own.Weights,
                        dataset,
                        batchSize,
                        layout
                    )),
            ]
            : [];
        try
        {
            // The first epoch of everybody is no part of the race; it tells which setting of the peer is fastest.
            own.Run();
            var fastest = peers
                .SelectMany(_ => Bench.ThreadCounts, (peer, count) => (Peer: peer, Threads: count))
                .Select(pair =>
                    (pair.Peer, pair.Threads, Seconds: Seconds(() => pair.Peer.Run(pair.Threads)))
                )
                .OrderBy(tried => tried.Seconds)
                .Take(1)
                .ToArray();
            double[] ownSeconds = new double[bench.Options.Race.Rounds];
            double[] peerSeconds = new double[bench.Options.Race.Rounds];
            for (int round = 0; round < bench.Options.Race.Rounds; round++)
            {
                ownSeconds[round] = Seconds(own.Run);
                foreach (var (peer, count, _) in fastest)
                    peerSeconds[round] = Seconds(() => peer.Run(count));
            }
            Times ownTimes = new("", [.. ownSeconds.Order()]);
            Times? peerTimes =
                fastest.Length == 0
                    ? null
                    : new(fastest[0].Peer.Label(fastest[0].Threads), [.. peerSeconds.Order()]);
            table.Row(
                network.Name,
                $"{batchSize}",
                $"{threads}",
                $"{ownTimes}",
                peerTimes is null ? Bench.Absent : Bench.WithLabel(peerTimes),
                peerTimes is null ? Bench.Absent : Bench.Ratio(peerTimes, ownTimes)
            );
        }
        finally
        {
            foreach (TorchEpochs peer in peers)
                peer.Dispose();
        }
    }

    private static double Seconds(Action epoch)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        long start = Stopwatch.GetTimestamp();
        epoch();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
