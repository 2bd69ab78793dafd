using LayerGen.Kernels;
using MathNet.Numerics.LinearAlgebra.Single;

namespace LayerGen.Data;

/// <summary>Images as network inputs: <c>byte / 255</c>, in NHWC order, with their class labels.</summary>
/// <param name="dataset">The images.</param>
public sealed class ImageBatches(ImageDataset dataset) : IBatchSource<ReadOnlyMemory<int>>
{
    private readonly LabelBuffer _labels = new();

    /// <summary>The images.</summary>
    public ImageDataset Dataset { get; } = dataset;

    /// <inheritdoc/>
    public int Count => Dataset.Count;

    /// <inheritdoc/>
    public int InputSize => Dataset.ImageSize;

    /// <inheritdoc/>
    public void Load(ReadOnlySpan<int> indices, DenseMatrix inputs, out ReadOnlyMemory<int> targets)
    {
        BatchArguments.Check(indices, inputs, Count, InputSize);
        Memory<int> labels = _labels.Take(indices.Length);
        Span<float> column = inputs.Values;
        for (int i = 0; i < indices.Length; i++)
        {
            ByteImages.ToUnit(Dataset.Image(indices[i]), column.Slice(i * InputSize, InputSize));
            labels.Span[i] = Dataset.Label(indices[i]);
        }
        targets = labels;
    }
}
