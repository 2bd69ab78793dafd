using System.Collections.Immutable;
using LayerGen.Benchmarks.Networks;
using LayerGen.Benchmarks.Peers.Measuring;
using LayerGen.Benchmarks.Peers.Onnx;
using LayerGen.Benchmarks.Peers.Options;
using LayerGen.Benchmarks.Peers.Parts;
using LayerGen.Benchmarks.Peers.Racing;
using LayerGen.Benchmarks.Peers.Reporting;
using LayerGen.Benchmarks.Peers.Torch;
using Microsoft.ML.OnnxRuntime;

namespace LayerGen.Benchmarks.Peers;

/// <summary>One run of the program.</summary>
internal static class BenchmarkRun
{
    private const int Success = 0;
    private const int Different = 1;
    private const int BadInput = 2;

    /// <summary>Makes all tables that were asked for.</summary>
    /// <returns>The exit code: 1 where a framework computes something else.</returns>
    public static int Run(BenchmarkOptions options, TextWriter output, TextWriter error)
    {
        if (options.RelaxesLibrary && TorchLibrary.Relax() is { } refusal)
            error.WriteLine($"--relax-libstdcxx: {refusal}");
        string? torch = TorchLibrary.Load();
        // It chooses its kernels by the processor alone.
        string? onnx = options.IsNarrow ? "cannot be held to AVX2" : OnnxRunner.Load();
        if (torch is not null)
            error.WriteLine($"Without libtorch: {torch}.");
        if (onnx is not null)
            error.WriteLine($"Without ONNX Runtime: {onnx}.");

        if (options.Parts.Contains(BenchmarkPart.Race) && Samples.MnistFolder is null)
        {
            error.WriteLine(
                $"error: --part race needs MNIST; name the folder with its files by {Samples.VariableName}."
            );
            return BadInput;
        }
        int count = options.Parts.Contains(BenchmarkPart.Epoch)
            ? Samples.EpochSize
            : Samples.PoolSize;
        var samples = ImmutableDictionary.CreateBuilder<ImageShape, Samples>();
        foreach (ImageShape shape in options.Networks.Select(network => network.Input).Distinct())
        {
            switch (Samples.Of(shape, count))
            {
                case Result<Samples>.Ok ok:
                    samples.Add(shape, ok.Value);
                    break;
                case Result<Samples>.Error failed:
                    error.WriteLine($"error: {failed.Failure.Message}");
                    return BadInput;
            }
        }
        Machine.Describe(
            output,
            string.Join(
                ", ",
                samples.Select(pair =>
                    $"{pair.Value.Name} ({pair.Key.Height}×{pair.Key.Width}×{pair.Key.Channels})"
                )
            ),
            Peers(torch, onnx, options)
        );
        Bench bench = new(options, samples.ToImmutable(), torch is null, onnx is null, output);
        bool isSame = true;
        foreach (BenchmarkPart part in options.Parts)
            isSame &= Run(part, bench);
        return isSame ? Success : Different;
    }

    /// <summary>The contestant of a race, in a process of its own.</summary>
    /// <returns>The exit code.</returns>
    public static int Train(TorchTrainingOptions options, TextWriter output, TextWriter error)
    {
        string? problem =
            TorchLibrary.Load()
            ?? TorchTraining
                .Run(RacePart.Network, options, Samples.MnistFolder ?? "", output)
                ?.Message;
        if (problem is null)
            return Success;
        error.WriteLine($"error: {problem}");
        return BadInput;
    }

    private static bool Run(BenchmarkPart part, Bench bench)
    {
        switch (part)
        {
            case BenchmarkPart.Limits:
                LimitsPart.Run(bench);
                return true;
            case BenchmarkPart.Equality:
                return EqualityPart.Run(bench);
            case BenchmarkPart.Training:
                TrainingPart.Run(bench);
                return true;
            case BenchmarkPart.Inference:
                InferencePart.Run(bench);
                return true;
            case BenchmarkPart.Threads:
                ThreadsPart.Run(bench);
                return true;
            case BenchmarkPart.Batches:
                BatchesPart.Run(bench);
                return true;
            case BenchmarkPart.Race:
                RacePart.Run(bench, Samples.MnistFolder!);
                return true;
            default:
                EpochPart.Run(bench);
                return true;
        }
    }

    private static IEnumerable<string> Peers(string? torch, string? onnx, BenchmarkOptions options)
    {
        if (torch is null)
            yield return TorchLibrary.Versions;
        if (onnx is null)
            yield return $"ONNX Runtime {OrtEnv.Instance().GetVersionString()}";
        if (options.IsNarrow)
            yield return $"held to AVX2: {NarrowProcess.Text}";
    }
}
