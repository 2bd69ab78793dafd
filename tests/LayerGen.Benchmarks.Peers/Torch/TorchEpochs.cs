using System.Collections.Immutable;
using LayerGen.Benchmarks.Peers.Architecture;
using LayerGen.Data;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LayerGen.Benchmarks.Peers.Torch;

/// <summary>A network trained by libtorch, epoch after epoch.</summary>
internal sealed class TorchEpochs : IDisposable
{
    private readonly TorchLayout _layout;
    private readonly optim.Optimizer _adam;
    private readonly TorchImages _images;
    private readonly int _batchSize;

    public TorchEpochs(
        PeerArchitecture architecture,
        ImmutableArray<PeerTensor> weights,
        ImageDataset dataset,
        int batchSize,
        TorchLayout layout
    )
    {
        Model = new(architecture, weights, layout);
        _layout = layout;
        _adam = optim.Adam(Model.Parameters);
        _batchSize = batchSize;
        _images = new(dataset, architecture.IsTurned, layout);
    }

    /// <summary>What is trained.</summary>
    public TorchModel Model { get; }

    /// <summary>How it is set.</summary>
    public string Label(int threads) => TorchRunner.LabelOf(_layout, threads);

    /// <summary>Trains one epoch in a random order.</summary>
    public void Run(int threads)
    {
        using Tensor order = randperm(_images.Count);
        Run(threads, order);
    }

    /// <summary>Trains one epoch.</summary>
    /// <param name="threads">Threads of libtorch.</param>
    /// <param name="order">The images one after another.</param>
    /// <param name="learningRate">That of a batch, counted from 0; null for Adam's standard.</param>
    public void Run(int threads, Tensor order, Func<int, double>? learningRate = null)
    {
        set_num_threads(threads);
        for (long start = 0; start < _images.Count; start += _batchSize)
        {
            if (learningRate is not null)
                SetLearningRate(learningRate((int)(start / _batchSize)));
            using DisposeScope step = NewDisposeScope();
            long end = Math.Min(start + _batchSize, _images.Count);
            var (images, labels) = _images.Gather(order.slice(0, start, end, 1));
            Model.DropGradients();
            functional.cross_entropy(Model.Logits(images), labels).backward();
            _adam.step();
        }
    }

    private void SetLearningRate(double rate)
    {
        foreach (var group in _adam.ParamGroups)
            group.LearningRate = rate;
    }

    public void Dispose()
    {
        Model.Dispose();
        _images.Dispose();
    }
}
