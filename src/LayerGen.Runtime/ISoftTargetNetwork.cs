using MathNet.Numerics.LinearAlgebra.Single;

namespace LayerGen;

/// <summary>
/// A classifier whose targets are distributions: it ends in <see cref="CrossEntropyAttribute"/> with
/// <see cref="CrossEntropyAttribute.SoftTargets"/>.
/// </summary>
/// <remarks>Targets are classes × batch, at least 0, with the sum 1 in each column.</remarks>
public interface ISoftTargetNetwork : INetwork<DenseMatrix>;
