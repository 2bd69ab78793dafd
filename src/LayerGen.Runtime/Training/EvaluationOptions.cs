namespace LayerGen.Training;

/// <summary>What to measure besides loss, accuracy and confusion.</summary>
public sealed record EvaluationOptions
{
    /// <summary>Among how many of the most probable classes the right one is looked for; at least 1.</summary>
    public int TopK { get; init; } = 5;

    /// <summary>Into how many bins probabilities are put; at least 1.</summary>
    public int CalibrationBins { get; init; } = 15;

    /// <summary>Whether to compute the area under the ROC curve; keeps every output in memory meanwhile.</summary>
    public bool RocAuc { get; init; }
}
