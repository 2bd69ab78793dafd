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
    /// <summary>What the network is for; null for one that does not say.</summary>
    public NetworkTask? Task { get; init; }

    /// <summary>What its outputs are.</summary>
    public NetworkOutputs Outputs { get; init; }

    /// <summary>What its loss is called: <c>mean squared error</c>; empty for one that does not say.</summary>
    public string Loss { get; init; } = "";

    /// <summary>
    /// What runs, first to last: several layers may be one stage. The last one computes the loss. Empty for a network
    /// that no plan was made for.
    /// </summary>
    public ImmutableArray<StageDescription> Stages { get; init; } = [];

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

/// <summary>One planned stage: layers that run as one piece, and how.</summary>
/// <param name="Name">Its name in the generated code: <c>Conv1</c>.</param>
/// <param name="Layers">Names of the layers it computes, first to last; empty for a copy between layouts.</param>
/// <param name="Forward">The algorithm of its forward pass, in words.</param>
/// <param name="Backward">The algorithm of its backward pass, in words; empty if it has none.</param>
/// <param name="OutputShape"><c>[features]</c> or <c>[height, width, channels]</c> of one sample.</param>
/// <param name="MultiplyAdds">
/// Multiply-adds of one forward pass of one sample, as computed: less than its layers' where outputs that nobody reads
/// are left out or where the algorithm needs fewer.
/// </param>
/// <param name="ActivationBytes">Bytes of one sample that it keeps for the backward pass.</param>
/// <param name="WorkspaceBytes">Bytes of one sample that it works in besides: gradients and transformed values.</param>
/// <param name="PackedWeightBytes">Bytes of copies of its weights, made once a batch.</param>
public sealed record StageDescription(
    string Name,
    ImmutableArray<string> Layers,
    string Forward,
    string Backward,
    ImmutableArray<int> OutputShape,
    long MultiplyAdds,
    long ActivationBytes,
    long WorkspaceBytes,
    long PackedWeightBytes
);
