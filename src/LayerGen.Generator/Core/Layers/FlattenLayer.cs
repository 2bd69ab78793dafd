namespace LayerGen.Generator.Core.Layers;

/// <summary>Reads an image as features.</summary>
internal sealed record FlattenLayer : Layer;
