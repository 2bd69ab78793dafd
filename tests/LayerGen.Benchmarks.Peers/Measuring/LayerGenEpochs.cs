using System.Collections.Immutable;
using LayerGen.Benchmarks.Peers.Architecture;
using LayerGen.Data;
using LayerGen.Optimizers;
using LayerGen.Training;

namespace LayerGen.Benchmarks.Peers.Measuring;

/// <summary>A generated network trained by the library's own trainer, epoch after epoch.</summary>
internal sealed class LayerGenEpochs : IDisposable
{
    private readonly INetwork<ReadOnlyMemory<int>> _network;
    private readonly Adam _adam;
    private readonly ImageBatches _data;
    private readonly TrainingOptions _options;

    public LayerGenEpochs(
        PeerArchitecture architecture,
        ImageDataset dataset,
        int batchSize,
        int threads
    )
    {
        _network = architecture.Network.Create(1, batchSize, threads);
        Weights = PeerTensor.Parameters(architecture, _network, parameter => parameter.Value);
        _adam = new(_network);
        _data = new(dataset);
        _options = new() { Epochs = 1, BatchSize = batchSize };
    }

    /// <summary>The weights before the first epoch.</summary>
    public ImmutableArray<PeerTensor> Weights { get; }

    /// <summary>Trains one epoch.</summary>
    public void Run() => Trainer.Train(_network, _adam, _data, validation: null, _options);

    public void Dispose() => _network.Dispose();
}
