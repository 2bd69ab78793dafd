namespace LayerGen;

/// <summary>
/// Turns logits into the probabilities of exclusive classes: <c>pᵢ = e^zᵢ / Σ e^zⱼ</c>. Only as the last layer.
/// </summary>
/// <remarks>
/// <b>Shapes:</b> features, unchanged. <b>Parameters:</b> none.
/// The loss is the categorical cross-entropy <c>−ln p[label]</c> on integer labels, computed from the logits.
/// </remarks>
public sealed class SoftmaxAttribute : LayerAttribute;
