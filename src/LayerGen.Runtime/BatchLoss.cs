namespace LayerGen;

/// <summary>The loss of one batch.</summary>
/// <param name="Data">
/// The mean over samples of the loss against the targets; in training with <see cref="INetwork.ClassWeights"/> and
/// <see cref="INetwork.SampleWeights"/>. A cross-entropy is in nats.
/// </param>
/// <param name="Penalty">The sum of the L1 and L2 penalties of all layers; does not depend on the samples.</param>
/// <param name="Accuracy">
/// The fraction answered right, 0 to 1; null for a regression, where no answer is right or wrong. Classification: samples
/// whose largest output is the label's. Multi-label: outputs whose probability is on the target's side of one half.
/// </param>
public readonly record struct BatchLoss(double Data, double Penalty, double? Accuracy)
{
    /// <summary>What training minimises: <c>Data + Penalty</c>. NaN or infinite if anything in the batch was.</summary>
    public double Total => Data + Penalty;
}
