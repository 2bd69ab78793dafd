namespace LayerGen.Generator.Core;

/// <summary>
/// A network as declared, with every argument read and checked on its own, blocks written out and names resolved, but no
/// shape inferred yet. Compares by value; holds nothing of the compiler's, so that an unrelated edit stops here.
/// </summary>
/// <param name="Namespace">The class's namespace; empty for the global one.</param>
/// <param name="ClassName">The class's name without escapes.</param>
/// <param name="Inputs">What one sample consists of; at least one.</param>
/// <param name="Layers">The layers in the order of their attributes, those of a block where it is used.</param>
internal sealed record NetworkDeclaration(
    string Namespace,
    string ClassName,
    EquatableArray<NetworkInput> Inputs,
    EquatableArray<LayerUse> Layers
)
{
    /// <summary>A network whose layers each read what the one before gives.</summary>
    public static NetworkDeclaration Chain(
        string space,
        string className,
        Shape input,
        EquatableArray<Layers.Layer> layers
    ) =>
        new(
            space,
            className,
            [NetworkInput.Only(input)],
            layers
                .Select((layer, index) => new LayerUse(index, "", "", layer, [index - 1]))
                .ToEquatableArray()
        );
}

/// <summary>An input of a network. Compares by value.</summary>
/// <param name="Name">What layers call it.</param>
/// <param name="Shape">The shape of one sample.</param>
/// <param name="Text">The attribute that declares it: <c>[Network(28, 28, 1)]</c>, <c>[Input("age", 1)]</c>.</param>
internal sealed record NetworkInput(string Name, Shape Shape, string Text)
{
    /// <summary>What the only input is called.</summary>
    public const string DefaultName = "input";

    /// <summary>The input of a network that declares it with [Network].</summary>
    public static NetworkInput Only(Shape shape) =>
        new(
            DefaultName,
            shape,
            CSharpText.Attribute("Network", shape.Axes.Select(axis => CSharpText.Number(axis)))
        );
}

/// <summary>A layer where it is used. Compares by value.</summary>
/// <param name="Index">The attribute on the network's class that it comes from, counted from 0: the use of the block for a layer in a block.</param>
/// <param name="Use">How messages name that use of a block; empty for a layer of the network's own.</param>
/// <param name="Prefix">What its name begins with: <c>residual1.</c> in a block.</param>
/// <param name="Layer">Its settings.</param>
/// <param name="Sources">What it reads: layers by their place in the declaration; inputs by −1, −2, …</param>
internal sealed record LayerUse(
    int Index,
    string Use,
    string Prefix,
    Layers.Layer Layer,
    EquatableArray<int> Sources
)
{
    /// <summary>How messages name it.</summary>
    public string Subject => Layers.LayerText.Subject(Index, Layer.AttributeText, Use);
}
