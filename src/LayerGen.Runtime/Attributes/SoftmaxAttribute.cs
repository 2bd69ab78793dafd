namespace LayerGen;

/// <summary>
/// Turns logits into the probabilities of exclusive classes: <c>pᵢ = e^zᵢ / Σ e^zⱼ</c>. Only as the last layer.
/// </summary>
/// <remarks>
/// <b>Shapes:</b> features, unchanged; at least 2. <b>Parameters:</b> none.
/// <b>Loss:</b> the categorical cross-entropy <c>−ln p[label]</c> on integer labels, computed from the logits. For outputs
/// that are logits see <see cref="CrossEntropyAttribute"/>.
/// </remarks>
public sealed class SoftmaxAttribute : LayerAttribute
{
    /// <summary>
    /// How much of each target goes to all classes alike: the loss is <c>−Σ qᵢ ln pᵢ</c> with
    /// <c>q = (1 − s) · onehot(label) + s / classes</c>. At least 0 and less than 1.
    /// </summary>
    public double LabelSmoothing { get; set; }
}
