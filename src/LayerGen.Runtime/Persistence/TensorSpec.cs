using System.Collections.Immutable;

namespace LayerGen.Persistence;

/// <summary>A tensor that a file must hold.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Axes">Outermost first.</param>
internal sealed record TensorSpec(string Name, ImmutableArray<int> Axes)
{
    /// <summary>How many bytes it takes in a file.</summary>
    public long ByteCount => Axes.Aggregate((long)sizeof(float), (product, axis) => product * axis);
}
