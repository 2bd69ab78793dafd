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
            $"LayerGen's training step by batch, weights standing still, {LayerGenRunner.Threads(Environment.ProcessorCount)}, µs a sample",
            ["network", .. Sizes.Select(size => $"{size}"), "largest rise"]
        );
        foreach (PeerArchitecture network in bench.Options.Networks)
        {
            double[] medians = Medians(bench, network);
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

    /// <summary>All sizes in turn, with the weights as they were at the start; µs a sample.</summary>
    private static double[] Medians(Bench bench, PeerArchitecture network)
    {
        LayerGenRunner[] runners =
        [
            .. Sizes.Select(size => new LayerGenRunner(
                network.Network,
                bench.Batches(network, size),
                Environment.ProcessorCount
            )),
        ];
        ImmutableArray<Times> steps = bench.Options.Race.Run(
            [.. runners.Select(runner => runner.Standing)],
            samples: 1
        );
        foreach (LayerGenRunner runner in runners)
            runner.Dispose();
        return [.. steps.Zip(Sizes, (step, size) => step.Median / size)];
    }
}
