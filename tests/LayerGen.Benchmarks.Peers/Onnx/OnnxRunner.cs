using LayerGen.Benchmarks.Networks;
using LayerGen.Benchmarks.Peers.Architecture;
using LayerGen.Benchmarks.Peers.Measuring;
using Microsoft.ML.OnnxRuntime;

namespace LayerGen.Benchmarks.Peers.Onnx;

/// <summary>A network in ONNX Runtime as a contestant.</summary>
internal sealed class OnnxRunner : IDisposable
{
    private static readonly string[] InputNames = [OnnxModel.InputName];
    private static readonly string[] OutputNames = [OnnxModel.OutputName];
    private readonly SessionOptions _options;
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly OrtValue[][] _inputs;
    private readonly float[] _probabilities;
    private readonly OrtValue[] _outputs;
    private readonly int _threads;
    private int _batch;

    /// <summary>Loads a model.</summary>
    /// <param name="architecture">Whose images the batches are.</param>
    /// <param name="model">The file.</param>
    /// <param name="batches">What it computes on.</param>
    /// <param name="threads">Threads inside an operator.</param>
    public OnnxRunner(
        PeerArchitecture architecture,
        byte[] model,
        LabelledImages batches,
        int threads
    )
    {
        _threads = threads;
        _options = new()
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
        };
        _session = new(model, _options);
        _inputs =
        [
            .. batches
                .Inputs.Select(images => PeerTensor.Images(architecture, images))
                .Select(images =>
                    new[] { OrtValue.CreateTensorValueFromMemory(images.Values, [.. images.Axes]) }
                ),
        ];
        int batchSize = batches.Inputs[0].ColumnCount;
        _probabilities = new float[batchSize * architecture.Classes];
        _outputs =
        [
            OrtValue.CreateTensorValueFromMemory(_probabilities, [batchSize, architecture.Classes]),
        ];
    }

    public Contestant Inference =>
        new(LayerGenRunner.Threads(_threads), () => _batch = 0, () => Run(Next()));

    /// <summary>What it gives for the first batch: sample after sample, as LayerGen's columns.</summary>
    public float[] Probabilities()
    {
        Run(0);
        return _probabilities;
    }

    /// <summary>Loads the native library.</summary>
    /// <returns>Null, or in one line why it does not load.</returns>
    public static string? Load()
    {
        try
        {
            _ = OrtEnv.Instance();
            return null;
        }
#pragma warning disable CA1031 // Whatever a peer's loader throws, LayerGen is measured without it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return exception.GetBaseException().Message.ReplaceLineEndings(" ").Trim();
        }
    }

    public void Dispose()
    {
        foreach (OrtValue value in _inputs.SelectMany(values => values).Concat(_outputs))
            value.Dispose();
        _run.Dispose();
        _session.Dispose();
        _options.Dispose();
    }

    private void Run(int batch) =>
        _session.Run(_run, InputNames, _inputs[batch], OutputNames, _outputs);

    private int Next() => _batch = (_batch + 1) % _inputs.Length;
}
