using System.Collections.Immutable;

namespace LayerGen.Persistence;

/// <summary>One number for each element of a parameter.</summary>
/// <param name="Name">The parameter's name.</param>
/// <param name="Axes">Those of the <see cref="Parameter"/>, outermost first; at least one.</param>
/// <param name="Values">
/// In the order of <see cref="Parameter.Value"/>'s storage: outputs fastest. As many as the product of the axes.
/// </param>
public sealed record NamedTensor(
    string Name,
    ImmutableArray<int> Axes,
    ImmutableArray<float> Values
);
