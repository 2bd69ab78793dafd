namespace LayerGen;

/// <summary>
/// The mean over outputs of the binary cross-entropy <c>−t·ln p − (1 − t)·ln(1 − p)</c> with <c>p = 1 / (1 + e⁻ᶻ)</c>, for
/// yes-or-no answers that do not exclude each other. Only as the last layer; outputs are the logits <c>z</c>.
/// </summary>
/// <remarks>
/// <b>Shapes:</b> any shape, unchanged. <b>Parameters:</b> none. <b>Targets:</b> 0 or 1 for each output, or a probability
/// between them. For outputs that are probabilities end with <see cref="SigmoidAttribute"/>.
/// </remarks>
public sealed class BinaryCrossEntropyAttribute : LayerAttribute;
