using System.Globalization;
using LayerGen.Benchmarks.Peers.Architecture;
using LayerGen.Benchmarks.Peers.Measuring;
using LayerGen.Benchmarks.Peers.Reporting;

namespace LayerGen.Benchmarks.Peers.Parts;

/// <summary>The machine's arithmetic peak and what each network asks of it.</summary>
internal static class LimitsPart
{
    private const double Kilo = 1024;

    public static void Run(Bench bench)
    {
        MarkdownTable peaks = new(bench.Output, "Fused multiply-adds alone", "threads", "GFLOP/s");
        double peak = 0;
        foreach (int threads in Bench.ThreadCounts)
        {
            peak = Peak(bench, threads);
            peaks.Row(LayerGenRunner.Threads(threads), Text(peak / 1e9));
        }
        MarkdownTable work = new(
            bench.Output,
            "What a network asks for, as dense arithmetic layer by layer",
            "network",
            "forward, MFLOP a sample",
            "backward, MFLOP a sample",
            $"training at the peak of {LayerGenRunner.Threads(Bench.ThreadCounts[^1])}, µs a sample",
            "layers' outputs, KiB a sample",
            "parameters, KiB",
            "moved by Adam, KiB a step"
        );
        foreach (PeerArchitecture network in bench.Options.Networks)
        {
            using var instance = network.Network.Create(1, 1, 1);
            Work asked = Work.Of(instance.Description);
            work.Row(
                network.Name,
                Text(asked.Forward / 1e6),
                Text(asked.Backward / 1e6),
                Text(asked.Training / peak * 1e6),
                Text(asked.Outputs * sizeof(float) / Kilo),
                Text(asked.Parameters * sizeof(float) / Kilo),
                Text(asked.AdamBytes / Kilo)
            );
        }
    }

    /// <summary>The best of the rounds: a limit is what the machine can do, not what it does on average.</summary>
    public static double Peak(Bench bench, int threads) =>
        Enumerable
            .Range(0, bench.Options.Race.Rounds)
            .Max(_ => ArithmeticPeak.Measure(threads, bench.Options.Race.Seconds));

    private static string Text(double value) =>
        value.ToString(value < 100 ? "0.0" : "#,0", CultureInfo.InvariantCulture);
}
