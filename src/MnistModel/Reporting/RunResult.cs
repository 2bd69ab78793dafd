using LayerGen.Training;

namespace MnistModel.Reporting;

/// <summary>How good the trained network is on images that it has never seen.</summary>
/// <param name="Dataset">The true name of the data set.</param>
/// <param name="IsOriginal">Whether it was proven to be the original files of the data set of that name.</param>
/// <param name="Title">The name with what has to be known about it.</param>
/// <param name="Seed">What everything random was decided by; null where nobody knows.</param>
/// <param name="Test">The figures.</param>
/// <param name="ModelPath">The file that holds the weights.</param>
internal sealed record RunResult(
    string Dataset,
    bool IsOriginal,
    string Title,
    ulong? Seed,
    ClassificationReport Test,
    string ModelPath
);
