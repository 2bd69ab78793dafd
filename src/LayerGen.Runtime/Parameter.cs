using System.Collections.Immutable;
using MathNet.Numerics.LinearAlgebra.Single;

namespace LayerGen;

/// <summary>One weight or bias of a network, with its gradient; both are live storage, not copies.</summary>
/// <param name="Name">Layer and role, unique in the network: <c>conv1.weight</c>, <c>dense2.bias</c>.</param>
/// <param name="Axes">
/// What the axes mean, outermost first: <c>[filters, kernelHeight, kernelWidth, channels]</c> for a convolution,
/// <c>[units, features]</c> for a dense layer, <c>[filters]</c> or <c>[units]</c> for a bias.
/// </param>
/// <param name="Value">
/// The numbers the network computes with: outputs × (all other axes, the last one fastest); a bias is outputs × 1.
/// </param>
/// <param name="Gradient">The gradient of the last batch; same shape as <paramref name="Value"/>.</param>
/// <param name="L1">The factor of <c>Σ|value|</c> in the loss; its gradient is part of <paramref name="Gradient"/>.</param>
/// <param name="L2">The factor of <c>Σ value²</c> in the loss; its gradient is part of <paramref name="Gradient"/>.</param>
public sealed record Parameter(
    string Name,
    ImmutableArray<int> Axes,
    DenseMatrix Value,
    DenseMatrix Gradient,
    double L1 = 0,
    double L2 = 0
)
{
    /// <summary>
    /// Whether optimizers change it. What they leave alone is saved, loaded and restored like everything else: the running
    /// mean and variance of a batch normalisation, which training batches move.
    /// </summary>
    public bool IsTrained { get; init; } = true;
}
