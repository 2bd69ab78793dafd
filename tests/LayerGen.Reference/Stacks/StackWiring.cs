using System.Collections.Immutable;

namespace LayerGen.Reference.Stacks;

/// <summary>Finds what each layer of a stack reads, by the names that layers give and use.</summary>
internal sealed class StackWiring
{
    private const string Above = "input";

    private readonly ImmutableArray<StackNode>.Builder _nodes =
        ImmutableArray.CreateBuilder<StackNode>();

    private readonly List<SampleShape> _values = [];

    private StackWiring() { }

    /// <summary>The nodes of a stack, blocks expanded, in the order of its layers.</summary>
    /// <param name="input">The shape of a sample.</param>
    /// <param name="inputs">Its named slices; empty where there is one without a name.</param>
    /// <param name="layers">The layers as declared.</param>
    public static ImmutableArray<StackNode> Of(
        SampleShape input,
        ImmutableArray<NamedInput> inputs,
        ImmutableArray<StackLayer> layers
    )
    {
        StackWiring wiring = new();
        Dictionary<string, int> names = [];
        wiring._values.AddRange(inputs.IsEmpty ? [input] : inputs.Select(slice => slice.Shape));
        if (inputs.IsEmpty)
            names.Add(Above, 0);
        foreach ((int index, NamedInput slice) in inputs.Index())
            names.Add(slice.Name, index);
        wiring.Add(layers, above: 0, names);
        return wiring._nodes.ToImmutable();
    }

    /// <summary>Adds layers that read a value, and gives the number of the value of the last one.</summary>
    private int Add(ImmutableArray<StackLayer> layers, int above, Dictionary<string, int> names)
    {
        foreach (StackLayer layer in layers)
        {
            int read = layer.From is { } from ? names[from] : above;
            above = layer is StackLayer.Use use
                // Names inside a block are its own.
                ? Add(use.Block.Body(use.Arguments), read, new() { [Above] = read })
                : Add(layer, [read, .. layer.Joined.Select(name => names[name])]);
            if (layer.Name is { } given)
                names.Add(given, above);
        }
        return above;
    }

    private int Add(StackLayer layer, ImmutableArray<int> reads)
    {
        ImmutableArray<SampleShape> inputs = [.. reads.Select(value => _values[value])];
        SampleShape output = ShapeRules.After(inputs, layer);
        _nodes.Add(new(layer, reads, inputs, output));
        _values.Add(output);
        return _values.Count - 1;
    }
}
