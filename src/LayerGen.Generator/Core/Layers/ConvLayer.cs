namespace LayerGen.Generator.Core.Layers;

/// <summary>A two-dimensional convolution.</summary>
internal sealed record ConvLayer(
    int Filters,
    Size2 Kernel,
    Size2 Stride,
    Padding Padding,
    Activation Activation,
    bool UseBias,
    Penalty Penalty
) : Layer;
