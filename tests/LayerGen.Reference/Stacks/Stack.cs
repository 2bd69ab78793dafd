using System.Collections.Immutable;

namespace LayerGen.Reference.Stacks;

/// <summary>A network as plain data: what its attributes say, and nothing the generator derives from them.</summary>
/// <param name="Namespace">Where its class stands.</param>
/// <param name="Name">The name of its class.</param>
/// <param name="Input">The shape of one sample; features where there are several inputs.</param>
/// <param name="Layers">The layer attributes, first to last.</param>
public sealed record Stack(
    string Namespace,
    string Name,
    SampleShape Input,
    ImmutableArray<StackLayer> Layers
)
{
    /// <summary>A network of several inputs, which are slices of a sample in this order.</summary>
    public Stack(
        string @namespace,
        string name,
        ImmutableArray<NamedInput> inputs,
        ImmutableArray<StackLayer> layers
    )
        : this(
            @namespace,
            name,
            SampleShape.Features(inputs.Sum(slice => slice.Shape.Size)),
            layers,
            inputs
        ) { }

    private Stack(
        string @namespace,
        string name,
        SampleShape input,
        ImmutableArray<StackLayer> layers,
        ImmutableArray<NamedInput> inputs
    )
        : this(@namespace, name, input, []) =>
        (Layers, Inputs, Nodes) = (layers, inputs, StackWiring.Of(input, inputs, layers));

    /// <summary>The inputs by name; empty where there is one without a name.</summary>
    public ImmutableArray<NamedInput> Inputs { get; private init; } = [];

    /// <summary>Whether the gradient with respect to the inputs is asked for.</summary>
    public bool InputGradient { get; init; }

    /// <summary>The layers with what they read, blocks expanded.</summary>
    public ImmutableArray<StackNode> Nodes { get; private init; } =
        StackWiring.Of(Input, [], Layers);

    /// <summary>The shapes of the inputs.</summary>
    public ImmutableArray<SampleShape> Sources =>
        Inputs.IsEmpty ? [Input] : [.. Inputs.Select(slice => slice.Shape)];

    /// <summary>The shape in front of each layer, and behind the last.</summary>
    public ImmutableArray<SampleShape> Shapes =>
        [.. Nodes.Select(node => node.Input), Nodes[^1].Output];

    public int InputSize => Input.Size;

    public int OutputSize => Nodes[^1].Output.Size;

    /// <summary>The last layer, which says what outputs and targets are.</summary>
    public StackLayer End => Nodes[^1].Layer;

    /// <summary>Whether samples have one label each.</summary>
    public bool HasExclusiveClasses => End is StackLayer.Softmax or StackLayer.CrossEntropy;

    /// <summary>Whether outputs are judged by their distance to numbers, not as classes.</summary>
    public bool IsRegression =>
        End is StackLayer.MeanSquaredError or StackLayer.MeanAbsoluteError or StackLayer.Huber;

    /// <summary>Whether what is computed of a sample in training depends on the others in its batch.</summary>
    public bool CouplesSamples => Nodes.Any(node => node.Layer is StackLayer.BatchNorm);

    /// <summary>Whether values are divided by how far they are apart, which may be little.</summary>
    public bool Normalises => Nodes.Any(node => node.Layer is StackLayer.Norm);

    /// <summary>The smallest batch it can be trained with: a variance needs two values.</summary>
    public int LeastBatch =>
        Nodes.Any(node => node is { Layer: StackLayer.BatchNorm, Input: { Height: 1, Width: 1 } })
            ? 2
            : 1;

    /// <summary>Multiply-adds of one forward pass of one sample.</summary>
    public long MultiplyAdds =>
        Nodes.Select(node => ShapeRules.MultiplyAdds(node.Layer, node.Input)).Sum();

    public string FullName => $"{Namespace}.{Name}";

    public override string ToString() =>
        $"{FullName}: {string.Join(", ", Sources.Select(shape => $"[{string.Join("×", shape.Axes)}]"))} → "
        + string.Join(" → ", Layers.Select(StackSource.Attribute));
}
