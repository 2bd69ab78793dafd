using System.Collections.Immutable;
using System.Globalization;
using LayerGen.Benchmarks.Networks;
using LayerGen.Benchmarks.Peers.Architecture;
using LayerGen.Benchmarks.Peers.Measuring;
using LayerGen.Benchmarks.Peers.Racing;
using LayerGen.Benchmarks.Peers.Reporting;
using LayerGen.Benchmarks.Peers.Torch;

namespace LayerGen.Benchmarks.Peers.Parts;

/// <summary>
/// <c>MnistModel train --target-accuracy 99</c> against a libtorch program that stops by the same rule, each from the
/// start of its process to the end of it, in turn, seed by seed.
/// </summary>
internal static class RacePart
{
    /// <summary>The program's own.</summary>
    private const int BatchSize = 32;

    /// <summary>The learning rate falls until the last of them, so that the target is met well before.</summary>
    private const int MostEpochs = 15;
    private const double TargetPercent = 99;

    /// <summary>What <c>MnistModel</c> trains, as it is declared here.</summary>
    public static PeerArchitecture Network { get; } =
        PeerArchitecture.All.First(network => network.Name == "cnn");

    /// <summary>Makes the table.</summary>
    /// <param name="bench">What all parts share.</param>
    /// <param name="folder">Where MNIST's files are.</param>
    public static void Run(Bench bench, string folder)
    {
        string directory = Directory.CreateTempSubdirectory("layergen-race").FullName;
        try
        {
            Run(bench, folder, directory);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static void Run(Bench bench, string folder, string directory)
    {
        TorchTrainingOptions? peer = bench.HasTorch ? Fastest(bench, directory) : null;
        MarkdownTable table = new(
            bench.Output,
            $"From the start of the process to its end, training until {TargetPercent} % of the validation images, batch {BatchSize}",
            "seed",
            "LayerGen, s",
            "epochs",
            "validation, test",
            peer is null ? "libtorch, s" : $"libtorch, s ({Label(peer)})",
            "epochs",
            "validation, test",
            "ratio"
        );
        List<Finish> own = [];
        List<Finish> peers = [];
        ulong first = bench.Options.FirstSeed;
        for (ulong seed = first; seed - first < (ulong)bench.Options.Race.Rounds; seed++)
        {
            own.Add(LayerGen(seed, folder, directory));
            if (peer is not null)
                peers.Add(Torch(peer with { Seed = seed }));
            table.Row([
                $"{seed}",
                .. Cells(own[^1]),
                .. Cells(peers.LastOrDefault()),
                peers.Count == 0 ? Bench.Absent : Ratio(peers[^1].Seconds, own[^1].Seconds),
            ]);
        }
        table.Row([
            "median",
            .. Cells(Median(own)),
            .. Cells(peers.Count == 0 ? null : Median(peers)),
            peers.Count == 0
                ? Bench.Absent
                : $"**{Ratio(Median(peers).Seconds, Median(own).Seconds)}**",
        ]);
    }

    /// <summary>The setting with which steps are fastest.</summary>
    private static TorchTrainingOptions Fastest(Bench bench, string directory)
    {
        LabelledImages batches = bench.Batches(Network, BatchSize);
        using INetwork first = Network.Network.Create(1, 1, 1);
        var weights = PeerTensor.Parameters(Network, first, parameter => parameter.Value);
        var settings = (
            from layout in TorchRunner.Layouts(Network)
            from threads in Bench.ThreadCounts
            select new TorchTrainingOptions(
                1,
                BatchSize,
                MostEpochs,
                TargetPercent / 100,
                threads,
                layout,
                Path.Combine(directory, "torch.bin")
            )
        ).ToDictionary(Label);
        ImmutableArray<TorchRunner> runners =
        [
            .. TorchRunner
                .Layouts(Network)
                .Select(layout => new TorchRunner(Network, weights, batches, layout)),
        ];
        try
        {
            var times = bench.Options.Race.Run(
                [
                    .. runners.SelectMany(
                        _ => Bench.ThreadCounts,
                        (runner, threads) => runner.Training(threads)
                    ),
                ],
                BatchSize
            );
            return settings[Race.Best(times).Label];
        }
        finally
        {
            foreach (TorchRunner runner in runners)
                runner.Dispose();
        }
    }

    private static Finish Torch(TorchTrainingOptions options) =>
        TrainingProcess.Run(typeof(RacePart).Assembly.Location, options.Arguments);

    private static Finish LayerGen(ulong seed, string folder, string directory) =>
        TrainingProcess.Run(
            Path.Combine(AppContext.BaseDirectory, "MnistModel.dll"),
            "train",
            "--target-accuracy",
            Text(TargetPercent),
            "--epochs",
            Text(MostEpochs),
            "--schedule",
            TorchTraining.ScheduleName,
            "--batch-size",
            Text(BatchSize),
            "--seed",
            Text(seed),
            "--data",
            folder,
            "--out",
            directory,
            "--log",
            "json"
        );

    private static ImmutableArray<string> Cells(Finish? finish) =>
        finish is null
            ? [Bench.Absent, Bench.Absent, Bench.Absent]
            :
            [
                Times.Text(finish.Seconds),
                Text(finish.Epochs),
                FormattableString.Invariant(
                    $"{100 * finish.ValidationAccuracy:0.00} %, {100 * finish.TestAccuracy:0.00} %"
                ),
            ];

    /// <summary>Each figure's own.</summary>
    private static Finish Median(List<Finish> finishes)
    {
        return new(
            Of(finish => finish.Seconds),
            (int)Math.Round(Of(finish => finish.Epochs)),
            Of(finish => finish.ValidationAccuracy),
            Of(finish => finish.TestAccuracy)
        );

        double Of(Func<Finish, double> figure) =>
            new Times("", [.. finishes.Select(figure).Order()]).Median;
    }

    private static string Label(TorchTrainingOptions options) =>
        TorchRunner.LabelOf(options.Layout, options.Threads);

    private static string Ratio(double peer, double own) => $"{Times.Text(peer / own)} ×";

    private static string Text(IConvertible value) => value.ToString(CultureInfo.InvariantCulture);
}
