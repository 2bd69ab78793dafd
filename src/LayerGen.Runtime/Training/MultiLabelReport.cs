using LayerGen.Metrics;

namespace LayerGen.Training;

/// <summary>How well a network tells, for each of its outputs, yes from no.</summary>
/// <param name="Samples">How many samples were answered.</param>
/// <param name="Loss">The mean over samples and outputs of the binary cross-entropy, in nats; without penalties.</param>
/// <param name="Counts">Right and wrong answers of each output.</param>
public sealed record MultiLabelReport(long Samples, double Loss, MultiLabelCounts Counts)
{
    /// <summary>The fraction of answers, over all samples and outputs, that were right.</summary>
    public double Accuracy => Counts.Accuracy;

    /// <summary>The mean precision of the outputs, each with the same weight, 0 to 1.</summary>
    public double Precision => Counts.MacroPrecision;

    /// <summary>The mean recall of the outputs, each with the same weight, 0 to 1.</summary>
    public double Recall => Counts.MacroRecall;

    /// <summary>The mean F1 of the outputs, each with the same weight, 0 to 1.</summary>
    public double F1 => Counts.MacroF1;
}
