namespace LayerGen;

/// <summary>Applies <c>1 / (1 + e⁻ˣ)</c> to each value.</summary>
/// <remarks>
/// <b>Shapes:</b> any shape, unchanged. <b>Parameters:</b> none.
/// As the last layer it makes a multi-label network: every output is the probability of its own label, and the loss
/// is the binary cross-entropy averaged over the outputs, computed from the logits so that it never overflows.
/// </remarks>
public sealed class SigmoidAttribute : LayerAttribute;
