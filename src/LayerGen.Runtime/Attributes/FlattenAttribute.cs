namespace LayerGen;

/// <summary>Reads an image as one vector of features, in NHWC order; costs nothing.</summary>
/// <remarks><b>Shapes:</b> height × width × channels → height · width · channels. <b>Parameters:</b> none.</remarks>
public sealed class FlattenAttribute : LayerAttribute;
