using System.Collections.Immutable;

namespace LayerGen.Reference.Stacks;

/// <summary>A network as plain data: what its attributes say, and nothing the generator derives from them.</summary>
/// <param name="Namespace">Where its class stands.</param>
/// <param name="Name">The name of its class.</param>
/// <param name="Input">The shape of one sample.</param>
/// <param name="Layers">The layer attributes, first to last.</param>
public sealed record Stack(
    string Namespace,
    string Name,
    SampleShape Input,
    ImmutableArray<StackLayer> Layers
)
{
    /// <summary>The shape in front of each layer, and behind the last.</summary>
    public ImmutableArray<SampleShape> Shapes { get; } =
    [
        Input,
        .. Layers.Select((_, index) => Layers.Take(index + 1).Aggregate(Input, ShapeRules.After)),
    ];

    public int InputSize => Input.Size;

    public int OutputSize => Shapes[^1].Size;

    /// <summary>Whether samples have one label each; otherwise every output is a label of its own.</summary>
    public bool HasExclusiveClasses => Layers[^1] is StackLayer.Softmax;

    /// <summary>Multiply-adds of one forward pass of one sample.</summary>
    public long MultiplyAdds =>
        Layers.Select((layer, index) => ShapeRules.MultiplyAdds(layer, Shapes[index])).Sum();

    public string FullName => $"{Namespace}.{Name}";

    public override string ToString() =>
        $"{FullName}: [{string.Join("×", Input.Axes)}] → "
        + string.Join(" → ", Layers.Select(StackSource.Attribute));
}
