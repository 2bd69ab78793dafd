namespace LayerGen;

/// <summary>Applies <c>max(0, x)</c> to each value; the gradient at 0 is taken as 0.</summary>
/// <remarks>
/// <b>Shapes:</b> any shape, unchanged. <b>Parameters:</b> none. What should be 0 may not quite be so: see the rounding of
/// <see cref="ConvAttribute"/>.
/// </remarks>
public sealed class ReluAttribute : LayerAttribute;
