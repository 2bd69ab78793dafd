namespace LayerGen.Generator.Core.Layers;

/// <summary>Logits to probabilities of exclusive classes; the last layer, with categorical cross-entropy.</summary>
internal sealed record SoftmaxLayer : Layer;
