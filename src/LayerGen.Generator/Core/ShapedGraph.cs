namespace LayerGen.Generator.Core;

/// <summary>
/// A network whose every shape is known. Compares by value. Layers stand in topological order and name the node they
/// read, so that a graph with branches needs no other model.
/// </summary>
internal sealed record ShapedGraph(
    string Namespace,
    string ClassName,
    EquatableArray<NetworkInput> Inputs,
    EquatableArray<ShapedLayer> Layers
)
{
    /// <summary>The class with its namespace: <c>Company.Product.Digits</c>.</summary>
    public string FullName => Namespace.Length == 0 ? ClassName : $"{Namespace}.{ClassName}";

    /// <summary>One sample as the caller gives it: the only input, or the values of all inputs one after the other.</summary>
    public Shape Input =>
        Inputs.Count == 1
            ? Inputs[0].Shape
            : new Shape.Features(Inputs.Sum(input => input.Shape.Size));

    /// <summary>The loss that the last layer is, or brings with it.</summary>
    public Losses.Loss Loss =>
        Layers[Layers.Count - 1].Layer.LossAtEnd
        ?? throw new InvalidOperationException("The last layer defines no loss.");

    public Shape Output => Layers.Count == 0 ? Input : Layers[Layers.Count - 1].Output;

    /// <summary>The layers that read what a layer gives, one that reads it twice twice.</summary>
    /// <param name="source">The layer's index, or that of an input.</param>
    public IEnumerable<int> ReadersOf(int source) =>
        from reader in Enumerable.Range(0, Layers.Count)
        from read in Layers[reader].Sources
        where read == source
        select reader;

    public int ParameterCount => Layers.Sum(layer => layer.ParameterCount);

    public long MultiplyAdds => Layers.Sum(layer => layer.MultiplyAdds);
}

/// <summary>One layer in its network. Compares by value.</summary>
/// <param name="Name">Kind and number, unique in the network: <c>conv1</c>, <c>maxpool1</c>, <c>conv2</c>.</param>
/// <param name="Layer">The layer as declared.</param>
/// <param name="Sources">
/// The layers whose outputs it reads, by index, the one that stands above it or is named by <c>From</c> first;
/// <see cref="NetworkInput"/> and less for the network's inputs, the first one first.
/// </param>
/// <param name="Input">The shape that reaches it.</param>
/// <param name="Output">The shape that leaves it.</param>
/// <param name="Parameters">What it learns, weight first.</param>
/// <param name="MultiplyAdds">Multiply-adds of one forward pass of one sample.</param>
internal sealed record ShapedLayer(
    string Name,
    Layers.Layer Layer,
    EquatableArray<int> Sources,
    Shape Input,
    Shape Output,
    EquatableArray<ParameterShape> Parameters,
    long MultiplyAdds
)
{
    /// <summary>The source of a layer that reads the network's first input; the next inputs are one less each.</summary>
    public const int NetworkInput = -1;

    public int ParameterCount => Parameters.Sum(parameter => parameter.Size);
}

/// <summary>One weight or bias. Compares by value.</summary>
/// <param name="Role"><c>weight</c> or <c>bias</c>.</param>
/// <param name="Axes">Sizes, outermost first: <c>out × kernelHeight × kernelWidth × in</c>, <c>out × in</c>, <c>out</c>.</param>
/// <param name="FanIn">How many inputs one output sees.</param>
/// <param name="FanOut">How many outputs one input reaches.</param>
internal sealed record ParameterShape(string Role, EquatableArray<int> Axes, int FanIn, int FanOut)
{
    /// <summary>Rows of its matrix: the outputs.</summary>
    public int Rows => Axes[0];

    /// <summary>Columns of its matrix: all other axes.</summary>
    public int Columns => Axes.Skip(1).Aggregate(1, (product, axis) => checked(product * axis));

    public int Size => checked(Rows * Columns);
}
