using System.Collections.Immutable;
using LayerGen.Benchmarks.Networks;
using LayerGen.Benchmarks.Peers.Architecture;
using LayerGen.Benchmarks.Peers.Measuring;
using LayerGen.Benchmarks.Peers.Onnx;
using LayerGen.Benchmarks.Peers.Reporting;
using LayerGen.Benchmarks.Peers.Torch;

namespace LayerGen.Benchmarks.Peers.Parts;

/// <summary>Probabilities, with the same number of threads for everybody.</summary>
internal static class InferencePart
{
    private static readonly ImmutableArray<(int BatchSize, int Threads)> Cases =
    [
        (1, 1),
        (32, Environment.ProcessorCount),
    ];

    public static void Run(Bench bench)
    {
        MarkdownTable table = new(
            bench.Output,
            "A forward pass",
            "network",
            "batch",
            "threads",
            "LayerGen, µs",
            "ONNX Runtime, µs",
            "ratio",
            "libtorch, µs",
            "ratio"
        );
        foreach (PeerArchitecture network in bench.Options.Networks)
        foreach ((int batchSize, int threads) in Cases)
            Run(bench, table, network, batchSize, threads);
    }

    private static void Run(
        Bench bench,
        MarkdownTable table,
        PeerArchitecture architecture,
        int batchSize,
        int threads
    )
    {
        LabelledImages batches = bench.Batches(architecture, batchSize);
        using LayerGenRunner own = new(architecture.Network, batches, threads);
        var weights = PeerTensor.Parameters(
            architecture,
            own.Network,
            parameter => parameter.Value
        );
        using OnnxRunner? onnx = bench.HasOnnx
            ? new(architecture, OnnxModel.Write(architecture, weights, batchSize), batches, threads)
            : null;
        ImmutableArray<TorchRunner> torch = bench.HasTorch
            ?
            [
                .. TorchRunner
                    .Layouts(architecture)
                    .Select(layout => new TorchRunner(architecture, weights, batches, layout)),
            ]
            : [];
        try
        {
            Contestant[] others = onnx is null ? [] : [onnx.Inference];
            ImmutableArray<Times> times = bench.Options.Race.Run(
                [own.Inference, .. others, .. torch.Select(peer => peer.Inference(threads))],
                batchSize
            );
            Times? onnxTimes = onnx is null ? null : times[1];
            Times? torchTimes = torch.IsEmpty ? null : Race.Best(times.Skip(1 + others.Length));
            table.Row(
                architecture.Name,
                $"{batchSize}",
                $"{threads}",
                $"{times[0]}",
                onnxTimes?.ToString() ?? Bench.Absent,
                onnxTimes is null ? Bench.Absent : Bench.Ratio(onnxTimes, times[0]),
                torchTimes is null ? Bench.Absent : Bench.WithLabel(torchTimes),
                torchTimes is null ? Bench.Absent : Bench.Ratio(torchTimes, times[0])
            );
        }
        finally
        {
            foreach (TorchRunner peer in torch)
                peer.Dispose();
        }
    }
}
