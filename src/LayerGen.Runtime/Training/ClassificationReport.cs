using System.Collections.Immutable;
using LayerGen.Metrics;

namespace LayerGen.Training;

/// <summary>How well a network tells classes apart.</summary>
/// <param name="Samples">How many samples were answered.</param>
/// <param name="Loss">The mean over samples of <c>−ln p[label]</c>, in nats; without penalties.</param>
/// <param name="Confusion">How often samples of each class were taken for each class.</param>
public sealed record ClassificationReport(long Samples, double Loss, ConfusionMatrix Confusion)
{
    /// <summary>The fraction of samples answered right, 0 to 1.</summary>
    public double Accuracy => Confusion.Accuracy;

    /// <summary>The mean precision of the classes, each with the same weight, 0 to 1.</summary>
    public double Precision => Confusion.MacroPrecision;

    /// <summary>The mean recall of the classes, each with the same weight, 0 to 1.</summary>
    public double Recall => Confusion.MacroRecall;

    /// <summary>The mean F1 of the classes, each with the same weight, 0 to 1.</summary>
    public double F1 => Confusion.MacroF1;

    /// <summary>Among how many of the most probable classes <see cref="TopKAccuracy"/> looks.</summary>
    public int TopK { get; init; } = 1;

    /// <summary>The fraction of samples whose class is among the <see cref="TopK"/> most probable ones, 0 to 1.</summary>
    public double TopKAccuracy { get; init; } = Confusion.Accuracy;

    /// <summary>Whether the network is right as often as it says; null if that was not measured.</summary>
    public Calibration? Calibration { get; init; }

    /// <summary>
    /// The mean area under the ROC curves of the classes, each against all others; null if that was not asked for.
    /// </summary>
    public double? RocAuc { get; init; }

    /// <summary>The figures of each class, first to last.</summary>
    public ImmutableArray<ClassScore> Classes =>
        [
            .. Enumerable
                .Range(0, Confusion.Classes)
                .Select(label => new ClassScore(
                    label,
                    Confusion.Support(label),
                    Confusion.Precision(label),
                    Confusion.Recall(label)
                )),
        ];
}
