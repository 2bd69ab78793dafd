using LayerGen.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace LayerGen.Benchmarks.Peers.Torch;

/// <summary>A data set that waits in memory as floats, to be gathered into batches.</summary>
internal sealed class TorchImages : IDisposable
{
    // Gathering gives a tensor in the order of its axes, so the axes stand in the order of memory.
    private readonly Tensor _images;
    private readonly Tensor _labels;
    private readonly TorchLayout _layout;

    /// <summary>Copies the data.</summary>
    /// <param name="dataset">Bytes, which become numbers from 0 to 1.</param>
    /// <param name="isTurned">Whether images are turned by 180°.</param>
    /// <param name="layout">How they are kept.</param>
    public TorchImages(ImageDataset dataset, bool isTurned, TorchLayout layout)
    {
        byte[] pixels = new byte[dataset.Count * dataset.ImageSize];
        long[] labels = new long[dataset.Count];
        for (int i = 0; i < dataset.Count; i++)
        {
            dataset.Image(i).CopyTo(pixels.AsSpan(i * dataset.ImageSize));
            labels[i] = dataset.Label(i);
        }
        using DisposeScope scope = NewDisposeScope();
        Tensor images = tensor(
                pixels,
                [dataset.Count, dataset.Height, dataset.Width, dataset.Channels]
            )
            .to_type(ScalarType.Float32)
            .div_(byte.MaxValue);
        if (isTurned)
            images = images.flip(1, 2);
        _layout = layout;
        _images = (
            layout == TorchLayout.ChannelsLast ? images : images.permute(0, 3, 1, 2).contiguous()
        ).MoveToOuterDisposeScope();
        _labels = tensor(labels).MoveToOuterDisposeScope();
    }

    /// <summary>How many.</summary>
    public long Count => _labels.shape[0];

    /// <summary>NCHW images and their labels.</summary>
    /// <param name="indices">Which.</param>
    public (Tensor Images, Tensor Labels) Gather(Tensor indices) =>
        (InAxesOfLayers(_images.index_select(0, indices)), _labels.index_select(0, indices));

    /// <summary>NCHW images and their labels, without a copy.</summary>
    /// <param name="start">The first.</param>
    /// <param name="end">The one behind the last.</param>
    public (Tensor Images, Tensor Labels) Slice(long start, long end) =>
        (InAxesOfLayers(_images.slice(0, start, end, 1)), _labels.slice(0, start, end, 1));

    public void Dispose()
    {
        _images.Dispose();
        _labels.Dispose();
    }

    private Tensor InAxesOfLayers(Tensor images) =>
        _layout == TorchLayout.ChannelsLast ? images.permute(0, 3, 1, 2) : images;
}
