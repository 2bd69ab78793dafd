using System.Collections.Immutable;

namespace LayerGen.Reference.Stacks.Graphs;

/// <summary>
/// A graph in the making: layers are added that read what was given before, by name where it does not stand above. What
/// costs too much for the naive network is left out.
/// </summary>
internal sealed class GraphDraft
{
    /// <summary>How many layers may read a value.</summary>
    public const int MostReaders = 4;

    // One sample of the naive network then takes a few milliseconds.
    private const long MostMultiplyAdds = 400_000;

    private readonly Chance _chance;
    private readonly ImmutableArray<NamedInput> _inputs;
    private readonly List<StackLayer> _layers = [];
    private readonly List<Value> _values = [];
    private long _multiplyAdds;

    /// <summary>A draft over one input.</summary>
    public GraphDraft(Chance chance, ImmutableHashSet<GraphKind> kinds, SampleShape input)
    {
        (_chance, Kinds, _inputs) = (chance, kinds, []);
        _values.Add(new(input, null) { Name = "input" });
        Input = input;
    }

    /// <summary>A draft over several.</summary>
    public GraphDraft(
        Chance chance,
        ImmutableHashSet<GraphKind> kinds,
        ImmutableArray<NamedInput> inputs
    )
    {
        (_chance, Kinds, _inputs) = (chance, kinds, inputs);
        _values.AddRange(
            inputs.Select(input => new Value(input.Shape, null) { Name = input.Name })
        );
    }

    public ImmutableHashSet<GraphKind> Kinds { get; }

    /// <summary>The shape of the one input.</summary>
    public SampleShape Input { get; }

    /// <summary>The value that the next layer reads.</summary>
    public int At { get; private set; }

    /// <summary>Its shape.</summary>
    public SampleShape Shape => _values[At].Shape;

    public int Count => _values.Count;

    /// <summary>Whether anything is learned so far.</summary>
    public bool Learns => _multiplyAdds > 0;

    /// <summary>The values that nothing reads, first to last.</summary>
    public ImmutableArray<int> Unread =>
        [.. Enumerable.Range(0, Count).Where(value => _values[value].Readers == 0)];

    /// <summary>The values that one layer more may read.</summary>
    public ImmutableArray<int> Readable =>
        [.. Enumerable.Range(0, Count).Where(value => _values[value].Readers < MostReaders)];

    public SampleShape ShapeOf(int value) => _values[value].Shape;

    /// <summary>Makes a value the one that the next layer reads.</summary>
    public void MoveTo(int value) => At = value;

    /// <summary>Whether there may be such layers.</summary>
    public bool Allows(GraphKind kind) => Kinds.Contains(kind);

    /// <summary>Adds a layer, unless it costs too much.</summary>
    public void TryAdd(StackLayer layer) => Add(layer, MostMultiplyAdds - _multiplyAdds);

    /// <summary>Adds a layer whatever it costs.</summary>
    public void Add(StackLayer layer) => Add(layer, long.MaxValue);

    private void Add(StackLayer layer, long affordable)
    {
        ImmutableArray<StackNode> nodes = StackWiring.Of(
            Shape,
            [],
            [layer with { From = null, Name = null }]
        );
        long cost = nodes.Sum(node => ShapeRules.MultiplyAdds(node.Layer, node.Input));
        if (cost > affordable)
            return;
        _multiplyAdds += cost;
        Append(layer, nodes[^1].Output);
    }

    /// <summary>Joins the value that is read with others.</summary>
    public void Join(JoinKind kind, params ImmutableArray<int> others)
    {
        ImmutableArray<string> names = [.. others.Select(NameOf)];
        StackLayer.Join join = new(kind, names);
        SampleShape shape = ShapeRules.After([Shape, .. others.Select(ShapeOf)], join);
        foreach (int other in others)
            _values[other].Readers++;
        Append(join, shape);
    }

    public Stack Finish(string @namespace, string name) =>
        (
            _inputs.IsEmpty
                ? new Stack(@namespace, name, Input, [.. _layers])
                : new Stack(@namespace, name, _inputs, [.. _layers])
        ) with
        {
            InputGradient = Allows(GraphKind.InputGradient) && _chance.Happens(0.3),
        };

    private void Append(StackLayer layer, SampleShape output)
    {
        bool isAbove = At == _values.Count - 1 && !(_layers.Count == 0 && _inputs.Length > 0);
        // What stands above may be named, too.
        if (!isAbove || _chance.Happens(0.1))
            layer = layer with { From = NameOf(At) };
        _values[At].Readers++;
        _layers.Add(layer);
        _values.Add(new(output, _layers.Count - 1));
        At = _values.Count - 1;
    }

    /// <summary>The name of a value, which gets one if it has none.</summary>
    private string NameOf(int value)
    {
        if (_values[value].Name is { } given)
            return given;
        string name = _values[value].Name = $"{_chance.Pick("value", "Stem", "x", "_")}{value}";
        int layer = _values[value].Layer!.Value;
        _layers[layer] = _layers[layer] with { Name = name };
        return name;
    }

    /// <summary>What an input or a layer gives.</summary>
    private sealed class Value(SampleShape shape, int? layer)
    {
        public SampleShape Shape => shape;

        public int? Layer => layer;

        public string? Name { get; set; }

        public int Readers { get; set; }
    }
}
