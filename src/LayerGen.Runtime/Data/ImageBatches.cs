using LayerGen.Kernels;

namespace LayerGen.Data;

/// <summary>Images as network inputs: <c>byte / 255</c>, in NHWC order, with their class labels.</summary>
/// <param name="dataset">The images.</param>
public sealed class ImageBatches(ImageDataset dataset) : ColumnSource<ReadOnlyMemory<int>>
{
    private readonly LabelBuffer _labels = new();

    /// <summary>The images.</summary>
    public ImageDataset Dataset { get; } = dataset;

    /// <inheritdoc/>
    public override int Count => Dataset.Count;

    /// <inheritdoc/>
    public override int InputSize => Dataset.ImageSize;

    /// <inheritdoc/>
    public override void LoadInputs(ReadOnlySpan<int> indices, Span<float> columns)
    {
        for (int i = 0; i < indices.Length; i++)
        {
            // Images come in random order: waiting for memory takes longer than turning bytes into numbers.
            if (i + 1 < indices.Length)
                Prefetch.Read(Dataset.Image(indices[i + 1]));
            ByteImages.ToUnit(Dataset.Image(indices[i]), columns.Slice(i * InputSize, InputSize));
        }
    }

    /// <inheritdoc/>
    public override ReadOnlyMemory<int> LoadTargets(ReadOnlySpan<int> indices)
    {
        Memory<int> labels = _labels.Take(indices.Length);
        for (int i = 0; i < indices.Length; i++)
            labels.Span[i] = Dataset.Label(indices[i]);
        return labels;
    }
}
