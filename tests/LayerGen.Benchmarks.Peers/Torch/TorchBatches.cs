using System.Collections.Immutable;
using LayerGen.Benchmarks.Networks;
using LayerGen.Benchmarks.Peers.Architecture;
using static TorchSharp.torch;

namespace LayerGen.Benchmarks.Peers.Torch;

/// <summary>The batches that LayerGen gets, as tensors.</summary>
/// <param name="Images">One a batch.</param>
/// <param name="Labels">One a batch.</param>
internal sealed record TorchBatches(ImmutableArray<Tensor> Images, ImmutableArray<Tensor> Labels)
    : IDisposable
{
    public static TorchBatches Of(
        PeerArchitecture architecture,
        LabelledImages batches,
        TorchLayout layout
    ) =>
        new(
            [
                .. batches.Inputs.Select(images =>
                    TorchModel.Laid(PeerTensor.Images(architecture, images), layout)
                ),
            ],
            [
                .. batches.Labels.Select(labels =>
                    tensor(labels.Select(label => (long)label).ToArray())
                ),
            ]
        );

    public void Dispose()
    {
        foreach (Tensor tensor in Images.Concat(Labels))
            tensor.Dispose();
    }
}
