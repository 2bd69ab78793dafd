using LayerGen.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace LayerGen.Benchmarks.Peers.Torch;

/// <summary>Images that a network is measured on.</summary>
internal sealed class TorchTest(ImageDataset dataset, bool isTurned, TorchLayout layout)
    : IDisposable
{
    /// <summary>Large enough that what a call costs does not matter.</summary>
    private const int BatchSize = 1_000;

    private readonly TorchImages _images = new(dataset, isTurned, layout);

    /// <summary>The fraction answered right, 0 to 1.</summary>
    public double Accuracy(TorchModel model)
    {
        using IDisposable mode = inference_mode();
        long right = 0;
        for (long start = 0; start < _images.Count; start += BatchSize)
        {
            using DisposeScope batch = NewDisposeScope();
            var (images, labels) = _images.Slice(start, Math.Min(start + BatchSize, _images.Count));
            right += model.Logits(images).argmax(1).eq(labels).sum().item<long>();
        }
        return (double)right / _images.Count;
    }

    public void Dispose() => _images.Dispose();
}
