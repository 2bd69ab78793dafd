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
        Adam adam = new(_network);
        _data = new(dataset);
        _options = new()
        {
            Epochs = 1,
            BatchSize = batchSize,
            // One for all calls: its moments go on from epoch to epoch.
            Optimizer = _ => adam,
        };
    }

    /// <summary>The weights before the first epoch.</summary>
    public ImmutableArray<PeerTensor> Weights { get; }

    /// <summary>Trains one epoch.</summary>
    public void Run() => _network.Fit(_data, _options);

    public void Dispose() => _network.Dispose();
}
