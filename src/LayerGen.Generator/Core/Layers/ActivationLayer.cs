namespace LayerGen.Generator.Core.Layers;

/// <summary>ReLU, sigmoid or tanh as a layer of its own.</summary>
internal sealed record ActivationLayer(Activation Activation) : Layer;
