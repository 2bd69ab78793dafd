namespace MnistModel.Data;

/// <summary>What the person asked to train on.</summary>
internal abstract record DatasetChoice
{
    private DatasetChoice() { }

    /// <summary>Nothing was said: MNIST, or what can be had in its place.</summary>
    public sealed record Unspecified : DatasetChoice;

    /// <summary>A public data set, and no other.</summary>
    /// <param name="Dataset">Which.</param>
    public sealed record Known(KnownDataset Dataset) : DatasetChoice;

    /// <summary>Our own drawings.</summary>
    public sealed record Synthetic : DatasetChoice;
}
