namespace LayerGen.Generator.Core.Layers;

/// <summary>A fully connected layer.</summary>
internal sealed record DenseLayer(int Units, Activation Activation, bool UseBias, Penalty Penalty)
    : Layer;
