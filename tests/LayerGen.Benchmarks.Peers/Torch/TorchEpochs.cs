using System.Collections.Immutable;
using LayerGen.Benchmarks.Networks;
using LayerGen.Benchmarks.Peers.Architecture;
using LayerGen.Benchmarks.Peers.Measuring;
using LayerGen.Data;
using MathNet.Numerics.LinearAlgebra.Single;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LayerGen.Benchmarks.Peers.Torch;

/// <summary>A network trained by libtorch, epoch after epoch; all images wait as floats.</summary>
internal sealed class TorchEpochs : IDisposable
{
    private readonly TorchModel _model;
    private readonly TorchLayout _layout;
    private readonly optim.Optimizer _adam;
    private readonly Tensor _images;
    private readonly Tensor _labels;
    private readonly int _batchSize;

    public TorchEpochs(
        PeerArchitecture architecture,
        ImmutableArray<PeerTensor> weights,
        ImageDataset dataset,
        int batchSize,
        TorchLayout layout
    )
    {
        _model = new(architecture, weights, layout);
        _layout = layout;
        _adam = optim.Adam(_model.Parameters);
        _batchSize = batchSize;
        ImageShape shape = architecture.Input;
        using DisposeScope scope = NewDisposeScope();
        DenseMatrix images = new(shape.Size, dataset.Count);
        for (int i = 0; i < images.Values.Length; i++)
            images.Values[i] = dataset.Image(i / shape.Size)[i % shape.Size] / 255f;
        Tensor laid = TorchModel.Laid(PeerTensor.Images(architecture, images), layout);
        // Gathering gives a tensor in the order of its axes, so the axes wait in the order of memory.
        _images = (
            layout == TorchLayout.ChannelsLast ? laid.permute(0, 2, 3, 1) : laid
        ).MoveToOuterDisposeScope();
        _labels = tensor(
                Enumerable.Range(0, dataset.Count).Select(i => (long)dataset.Label(i)).ToArray()
            )
            .MoveToOuterDisposeScope();
    }

    /// <summary>How it is set.</summary>
    public string Label(int threads) => TorchRunner.LabelOf(_layout, threads);

    /// <summary>Trains one epoch.</summary>
    public void Run(int threads)
    {
        set_num_threads(threads);
        using DisposeScope epoch = NewDisposeScope();
        Tensor order = randperm(_labels.shape[0]);
        for (long start = 0; start < _labels.shape[0]; start += _batchSize)
        {
            using DisposeScope step = NewDisposeScope();
            long end = Math.Min(start + _batchSize, _labels.shape[0]);
            Tensor chosen = order.slice(0, start, end, 1);
            Tensor images = _images.index_select(0, chosen);
            if (_layout == TorchLayout.ChannelsLast)
                images = images.permute(0, 3, 1, 2);
            _model.DropGradients();
            functional
                .cross_entropy(_model.Logits(images), _labels.index_select(0, chosen))
                .backward();
            _adam.step();
        }
    }

    public void Dispose()
    {
        _model.Dispose();
        _images.Dispose();
        _labels.Dispose();
    }
}
