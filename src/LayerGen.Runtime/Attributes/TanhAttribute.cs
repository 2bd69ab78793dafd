namespace LayerGen;

/// <summary>Applies <c>tanh(x)</c> to each value.</summary>
/// <remarks><b>Shapes:</b> any shape, unchanged. <b>Parameters:</b> none.</remarks>
public sealed class TanhAttribute : LayerAttribute;
