namespace LayerGen;

/// <summary>Applies <c>max(0, x)</c> to each value; the gradient at 0 is taken as 0.</summary>
/// <remarks><b>Shapes:</b> any shape, unchanged. <b>Parameters:</b> none.</remarks>
public sealed class ReluAttribute : LayerAttribute;
