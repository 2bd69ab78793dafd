using LayerGen.Data;

namespace MnistModel.Data;

/// <summary>Images to train on and images to test with.</summary>
/// <param name="Name">The true name of the data set, as it stands in every report.</param>
/// <param name="Origin">Where it came from, in words: <c>from …</c>, <c>drawn from …</c>.</param>
/// <param name="IsOriginal">
/// Whether these are the original files of the public data set <paramref name="Name"/>, proven by their hashes.
/// </param>
/// <param name="Training">The training images, those for validation included.</param>
/// <param name="Test">The test images.</param>
internal sealed record LoadedData(
    string Name,
    string Origin,
    bool IsOriginal,
    ImageDataset Training,
    ImageDataset Test
)
{
    /// <summary>Differs between data that differ.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The name with what has to be known about it.</summary>
    public string Title =>
        IsOriginal ? Name
        : Name == SyntheticName ? "synthetic digits (drawn by this program; not MNIST)"
        : $"{Name} (not the original files of a known data set)";

    /// <summary>The name of our own drawings.</summary>
    public const string SyntheticName = "synthetic";

    /// <summary>The name of somebody's own images of which nothing was said.</summary>
    public const string CustomName = "custom";
}
