using System.Collections.Immutable;
using System.Globalization;
using LayerGen.Benchmarks.Networks;
using LayerGen.Benchmarks.Peers.Architecture;
using LayerGen.Benchmarks.Peers.Measuring;
using LayerGen.Benchmarks.Peers.Reporting;

namespace LayerGen.Benchmarks.Peers.Parts;

/// <summary>
/// What more threads bring LayerGen, what the machine gives as many threads that share nothing, and how far LayerGen is
/// from the machine's limit.
/// </summary>
internal static class ThreadsPart
{
    public static void Run(Bench bench)
    {
        int all = Bench.ThreadCounts[^1];
        double peak = LimitsPart.Peak(bench, all);
        MarkdownTable table = new(
            bench.Output,
            "LayerGen's training step by threads",
            "network",
            "batch",
            "1 thread, µs",
            $"{LayerGenRunner.Threads(all)}, µs",
            "times as fast",
            $"{all} networks side by side, a thread each: times as fast",
            "round trip between cores, ns",
            "dense arithmetic done in that time, GFLOP/s",
            $"of the peak ({peak / 1e9:0} GFLOP/s)"
        );
        using RoundTrip cores = new();
        foreach (PeerArchitecture network in bench.Options.Networks)
        foreach (int batchSize in bench.Options.BatchSizes)
        {
            LabelledImages batches = bench.Batches(network, batchSize);
            using LayerGenRunner one = new(network.Network, batches, threads: 1);
            using LayerGenRunner team = new(network.Network, batches, all);
            using SideBySide apart = new([
                .. Enumerable
                    .Range(0, all)
                    .Select(_ => new LayerGenRunner(network.Network, batches, threads: 1)),
            ]);
            ImmutableArray<Times> times = bench.Options.Race.Run(
                [one.Training, team.Training, cores.Passing, apart.Training],
                batchSize
            );
            double rate = Work.Of(one.Network.Description).Training / (times[1].Median * 1e-6);
            table.Row(
                network.Name,
                $"{batchSize}",
                $"{times[0]}",
                $"{times[1]}",
                Times.Text(times[0].Median / times[1].Median),
                Times.Text(times[0].Median / apart.PerSample(times[3]).Median),
                $"{RoundTrip.Nanoseconds(times[2], batchSize)}",
                (rate / 1e9).ToString("0", CultureInfo.InvariantCulture),
                (rate / peak).ToString("0 %", CultureInfo.InvariantCulture)
            );
        }
    }
}
