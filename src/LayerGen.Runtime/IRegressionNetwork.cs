using MathNet.Numerics.LinearAlgebra.Single;

namespace LayerGen;

/// <summary>
/// A network whose targets are numbers: its last layer is a loss over values, such as <see cref="MeanSquaredErrorAttribute"/>.
/// </summary>
/// <remarks>Targets are outputs × batch, finite.</remarks>
public interface IRegressionNetwork : INetwork<DenseMatrix>;
