namespace LayerGen;

/// <summary>The loss of one batch.</summary>
/// <param name="Data">
/// The mean over samples of the loss against the targets, in nats; in training with <see cref="INetwork.ClassWeights"/>.
/// </param>
/// <param name="Penalty">The sum of the L1 and L2 penalties of all layers; does not depend on the samples.</param>
/// <param name="Accuracy">
/// The fraction answered right, 0 to 1. Softmax: samples whose largest probability is the label's.
/// Sigmoid: outputs on the target's side of one half.
/// </param>
public readonly record struct BatchLoss(double Data, double Penalty, double Accuracy)
{
    /// <summary>What training minimises: <c>Data + Penalty</c>. NaN or infinite if anything in the batch was.</summary>
    public double Total => Data + Penalty;
}
