using System.Collections.Immutable;
using LayerGen.Benchmarks.Peers.Architecture;
using LayerGen.Benchmarks.Peers.Measuring;
using LayerGen.Benchmarks.Peers.Reporting;

namespace LayerGen.Benchmarks.Peers.Parts;

/// <summary>LayerGen's training step from one sample to many.</summary>
internal static class BatchesPart
{
    private static readonly ImmutableArray<int> Sizes =
    [
        .. Enumerable.Range(0, 10).Select(power => 1 << power),
    ];

    public static void Run(Bench bench)
    {
        MarkdownTable table = new(
            bench.Output,
            $"LayerGen's training step by batch, {LayerGenRunner.Threads(Environment.ProcessorCount)}, µs a sample",
            ["network", .. Sizes.Select(size => $"{size}"), "largest rise"]
        );
        foreach (PeerArchitecture network in bench.Options.Networks)
        {
            double[] medians = [.. Sizes.Select(size => Median(bench, network, size))];
            // Against the best of all smaller batches.
            double rise = Enumerable
                .Range(1, medians.Length - 1)
                .Max(i => medians[i] / medians[..i].Min());
            table.Row([
                network.Name,
                .. medians.Select(Times.Text),
                rise > 1 ? $"{100 * (rise - 1):0} %" : "none",
            ]);
        }
    }

    private static double Median(Bench bench, PeerArchitecture network, int batchSize)
    {
        using LayerGenRunner runner = new(
            network.Network,
            bench.Batches(network, batchSize),
            Environment.ProcessorCount
        );
        return bench.Options.Race.Run([runner.Training], batchSize)[0].Median;
    }
}
