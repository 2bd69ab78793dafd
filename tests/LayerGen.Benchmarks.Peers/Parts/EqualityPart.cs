using System.Collections.Immutable;
using System.Globalization;
using LayerGen.Benchmarks.Networks;
using LayerGen.Benchmarks.Peers.Architecture;
using LayerGen.Benchmarks.Peers.Measuring;
using LayerGen.Benchmarks.Peers.Onnx;
using LayerGen.Benchmarks.Peers.Reporting;
using LayerGen.Benchmarks.Peers.Torch;

namespace LayerGen.Benchmarks.Peers.Parts;

/// <summary>Whether LayerGen and the frameworks compute the same from the same weights.</summary>
internal static class EqualityPart
{
    /// <summary>
    /// Few: of a million sums before ReLU one or two lie so near zero that one library lets them through and another does
    /// not, and then gradients differ by what one position contributes.
    /// </summary>
    private const int BatchSize = 4;

    /// <summary>
    /// Single precision has seven digits; sums of thousands of terms in another order, through several layers, keep five.
    /// </summary>
    private const double Tolerance = 1e-4;

    /// <returns>Whether all of them agree.</returns>
    public static bool Run(Bench bench)
    {
        MarkdownTable table = new(
            bench.Output,
            $"The same weights and batch of {BatchSize}",
            "network",
            "loss, LayerGen",
            "loss, libtorch",
            "first layer's gradient, largest difference of libtorch's, relative",
            "probabilities, largest difference of ONNX Runtime's",
            "same"
        );
        bool areAllSame = true;
        foreach (PeerArchitecture architecture in bench.Options.Networks)
        {
            LabelledImages batch = bench.OneBatch(architecture, BatchSize);
            using var network = architecture.Network.Create(1, BatchSize, 0);
            var weights = PeerTensor.Parameters(architecture, network, own => own.Value);
            double loss = network.LossAndGradients(batch.Inputs[0], batch.Labels[0]).Total;
            float[] gradient = PeerTensor
                .Parameters(architecture, network, own => own.Gradient)[0]
                .Values;
            float[] probabilities = [.. network.Forward(batch.Inputs[0]).Values];

            bool isSame = true;
            string[] torch = [Bench.Absent, Bench.Absent];
            if (bench.HasTorch && !architecture.IsRandom)
            {
                (double torchLoss, double difference) = OfTorch(
                    architecture,
                    weights,
                    batch,
                    gradient
                );
                isSame &= difference < Tolerance && Math.Abs(torchLoss - loss) < Tolerance * loss;
                torch = [torchLoss.ToString("F6", CultureInfo.InvariantCulture), Small(difference)];
            }
            string onnx = Bench.Absent;
            if (bench.HasOnnx)
            {
                using OnnxRunner runner = new(
                    architecture,
                    OnnxModel.Write(architecture, weights, BatchSize),
                    batch,
                    threads: 1
                );
                double difference = LargestDifference(runner.Probabilities(), probabilities);
                isSame &= difference < Tolerance;
                onnx = Small(difference);
            }
            areAllSame &= isSame;
            table.Row(
                architecture.Name,
                architecture.IsRandom
                    ? Bench.Absent
                    : loss.ToString("F6", CultureInfo.InvariantCulture),
                torch[0],
                torch[1],
                onnx,
                isSame ? "yes" : "**NO**"
            );
        }
        return areAllSame;
    }

    private static (double Loss, double Difference) OfTorch(
        PeerArchitecture architecture,
        ImmutableArray<PeerTensor> weights,
        LabelledImages batch,
        float[] gradient
    )
    {
        double loss = 0;
        double difference = 0;
        foreach (TorchLayout layout in TorchRunner.Layouts(architecture))
        {
            using TorchRunner runner = new(architecture, weights, batch, layout);
            (loss, float[] other) = runner.LossAndGradient();
            difference = Math.Max(
                difference,
                LargestDifference(other, gradient) / gradient.Max(Math.Abs)
            );
        }
        return (loss, difference);
    }

    private static double LargestDifference(float[] first, float[] second) =>
        first.Length == second.Length
            ? first.Zip(second, (one, other) => (double)Math.Abs(one - other)).Max()
            : double.PositiveInfinity;

    private static string Small(double value) =>
        value.ToString("0.0e0", CultureInfo.InvariantCulture);
}
