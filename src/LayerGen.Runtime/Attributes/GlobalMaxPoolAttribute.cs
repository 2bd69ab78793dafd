namespace LayerGen;

/// <summary>The largest value of an image, channel by channel.</summary>
/// <remarks>
/// <b>Shapes:</b> height × width × channels → channels features. Of equal values the first in reading order carries the gradient.
/// </remarks>
public sealed class GlobalMaxPoolAttribute : LayerAttribute;
