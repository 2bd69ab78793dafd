namespace LayerGen.Persistence;

/// <summary>What a weights file holds.</summary>
/// <param name="Path">The file.</param>
/// <param name="Tensors">How many tensors.</param>
/// <param name="Parameters">How many numbers in all of them.</param>
/// <param name="Bytes">The size of the file.</param>
public sealed record WeightsSummary(string Path, int Tensors, long Parameters, long Bytes);
