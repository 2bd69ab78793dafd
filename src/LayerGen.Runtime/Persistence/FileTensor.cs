using System.Collections.Immutable;

namespace LayerGen.Persistence;

/// <summary>A tensor as it goes into a file.</summary>
/// <param name="Spec">Name and axes.</param>
/// <param name="Values">In the order of <see cref="Parameter.Value"/>'s storage.</param>
internal readonly record struct FileTensor(TensorSpec Spec, ReadOnlyMemory<float> Values);
