namespace LayerGen.Generator.Core.Layers;

/// <summary>How a window becomes one value.</summary>
internal enum Pooling
{
    Max,
    Average,
}

/// <summary>A maximum or mean over windows.</summary>
internal sealed record PoolLayer(Pooling Pooling, Size2 Size, Size2 Stride) : Layer;
