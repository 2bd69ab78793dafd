namespace LayerGen;

/// <summary>The mean of all positions of an image, channel by channel: <c>y[c] = Σ x[y, x, c] / (height · width)</c>.</summary>
/// <remarks>
/// <b>Shapes:</b> height × width × channels → channels features. Each position gets an equal part of the gradient.
/// </remarks>
public sealed class GlobalAvgPoolAttribute : LayerAttribute;
