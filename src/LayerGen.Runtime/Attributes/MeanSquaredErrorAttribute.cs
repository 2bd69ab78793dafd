namespace LayerGen;

/// <summary>The mean over outputs and samples of <c>(y − t)²</c>. Only as the last layer.</summary>
/// <remarks>
/// <b>Shapes:</b> any shape, unchanged: outputs are what the layer before gives. <b>Parameters:</b> none.
/// <b>Targets:</b> any finite number for each output.
/// </remarks>
public sealed class MeanSquaredErrorAttribute : LayerAttribute;
