using System.Collections.Immutable;
using LayerGen.Benchmarks.Networks;
using LayerGen.Benchmarks.Peers.Architecture;
using LayerGen.Benchmarks.Peers.Measuring;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LayerGen.Benchmarks.Peers.Torch;

/// <summary>A network in libtorch as contestants, one for each number of threads.</summary>
internal sealed class TorchRunner(
    PeerArchitecture architecture,
    ImmutableArray<PeerTensor> weights,
    LabelledImages batches,
    TorchLayout layout
) : IDisposable
{
    private readonly TorchModel _model = new(architecture, weights, layout);
    private readonly TorchBatches _batches = TorchBatches.Of(architecture, batches, layout);
    private optim.Optimizer? _adam;
    private int _batch;

    /// <summary>The layouts that make a difference to a network.</summary>
    public static ImmutableArray<TorchLayout> Layouts(PeerArchitecture architecture) =>
        architecture.HasImages
            ? [TorchLayout.Default, TorchLayout.ChannelsLast]
            : [TorchLayout.Default];

    /// <summary>How libtorch is set.</summary>
    public static string LabelOf(TorchLayout layout, int threads) =>
        layout == TorchLayout.ChannelsLast
            ? $"channels last, {LayerGenRunner.Threads(threads)}"
            : LayerGenRunner.Threads(threads);

    public Contestant Training(int threads) =>
        new(LabelOf(layout, threads), () => Start(threads, isTraining: true), Step);

    public Contestant Inference(int threads) =>
        new(
            LabelOf(layout, threads),
            () => Start(threads, isTraining: false),
            () => Probabilities(Next())
        );

    /// <summary>What training mode gives for the first batch: the loss and the gradient of the first layer's weight.</summary>
    public (double Loss, float[] Gradient) LossAndGradient()
    {
        using DisposeScope scope = NewDisposeScope();
        _model.Reset();
        _model.DropGradients();
        using Tensor loss = Loss(0);
        loss.backward();
        return (
            loss.item<float>(),
            _model.Parameters[0].grad!.contiguous().data<float>().ToArray()
        );
    }

    public void Dispose()
    {
        _model.Dispose();
        _batches.Dispose();
    }

    private void Start(int threads, bool isTraining)
    {
        _model.IsTraining = isTraining;
        set_num_threads(threads);
        _model.Reset();
        _adam = optim.Adam(_model.Parameters);
        _batch = 0;
    }

    private void Step()
    {
        using DisposeScope scope = NewDisposeScope();
        _model.DropGradients();
        Loss(Next()).backward();
        _adam!.step();
    }

    private void Probabilities(int batch)
    {
        using IDisposable mode = inference_mode();
        using DisposeScope scope = NewDisposeScope();
        _model.Logits(_batches.Images[batch]).softmax(1);
    }

    private Tensor Loss(int batch) =>
        functional.cross_entropy(_model.Logits(_batches.Images[batch]), _batches.Labels[batch]);

    private int Next() => _batch = (_batch + 1) % _batches.Images.Length;
}
