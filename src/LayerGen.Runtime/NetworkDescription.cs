using System.Collections.Immutable;

namespace LayerGen;

/// <summary>What a network is, as data: read it to print a summary, check a file or compare networks.</summary>
/// <param name="Name">The class's name.</param>
/// <param name="InputShape"><c>[features]</c> or <c>[height, width, channels]</c> of one sample.</param>
/// <param name="Layers">The declared layers, first to last.</param>
public sealed record NetworkDescription(
    string Name,
    ImmutableArray<int> InputShape,
    ImmutableArray<LayerDescription> Layers
)
{
    /// <summary>Learned numbers in all.</summary>
    public int ParameterCount => Layers.Sum(layer => layer.ParameterCount);

    /// <summary>Multiply-adds of one forward pass of one sample.</summary>
    public long MultiplyAdds => Layers.Sum(layer => layer.MultiplyAdds);
}

/// <summary>One declared layer.</summary>
/// <param name="Name">Kind and number, unique in the network: <c>conv1</c>, <c>maxpool1</c>, <c>conv2</c>.</param>
/// <param name="Declaration">The layer as it was declared: <c>Conv(32, 3×3, Relu)</c>.</param>
/// <param name="OutputShape"><c>[features]</c> or <c>[height, width, channels]</c> of one sample.</param>
/// <param name="ParameterCount">Learned numbers.</param>
/// <param name="MultiplyAdds">Multiply-adds of one forward pass of one sample.</param>
public sealed record LayerDescription(
    string Name,
    string Declaration,
    ImmutableArray<int> OutputShape,
    int ParameterCount,
    long MultiplyAdds
);
