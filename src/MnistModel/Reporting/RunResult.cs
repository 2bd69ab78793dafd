using System.Collections.Immutable;

namespace MnistModel.Reporting;

/// <summary>How good the trained network is on images that it has never seen.</summary>
/// <param name="Dataset">The true name of the data set.</param>
/// <param name="IsOriginal">Whether it was proven to be the original files of the data set of that name.</param>
/// <param name="Title">The name with what has to be known about it.</param>
/// <param name="Seed">What everything random was decided by.</param>
/// <param name="Samples">How many test images there were.</param>
/// <param name="Loss">The mean cross-entropy, in nats.</param>
/// <param name="Accuracy">The fraction answered right, 0 to 1.</param>
/// <param name="Precision">The mean over classes of their precision, 0 to 1.</param>
/// <param name="Recall">The mean over classes of their recall, 0 to 1.</param>
/// <param name="Classes">The same class by class.</param>
/// <param name="ModelPath">The file that holds the weights.</param>
internal sealed record RunResult(
    string Dataset,
    bool IsOriginal,
    string Title,
    ulong Seed,
    long Samples,
    double Loss,
    double Accuracy,
    double Precision,
    double Recall,
    ImmutableArray<ClassResult> Classes,
    string ModelPath
);

/// <summary>How good the network is at one class.</summary>
/// <param name="Label">Which class.</param>
/// <param name="Precision">Of the images taken for the class, the fraction that were of it.</param>
/// <param name="Recall">Of the images of the class, the fraction taken for it.</param>
/// <param name="Support">Images of the class.</param>
internal sealed record ClassResult(int Label, double Precision, double Recall, long Support);
