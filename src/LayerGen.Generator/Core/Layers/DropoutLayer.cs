namespace LayerGen.Generator.Core.Layers;

/// <summary>Drops values in training.</summary>
internal sealed record DropoutLayer(double Rate) : Layer;
