namespace LayerGen.Persistence;

/// <summary>The parameters of a network, of which it has been checked that a file can hold them.</summary>
internal sealed record NetworkParameters
{
    public NetworkParameters(INetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        All = network.Parameters;
        Description = network.Description;
        HashSet<string> names = [SafetensorsHeader.Metadata];
        foreach (Parameter parameter in All)
        {
            if (!names.Add(parameter.Name))
                throw new ArgumentException(
                    $"{Network} has two parameters named '{parameter.Name}'; names must be unique.",
                    nameof(network)
                );
            long values = parameter.Axes.Aggregate(1L, (product, axis) => product * axis);
            if (
                parameter.Axes is not [var outputs, ..]
                || outputs != parameter.Value.RowCount
                || values != parameter.Value.Values.LongLength
            )
                throw new ArgumentException(
                    $"Parameter '{parameter.Name}' of {Network} has axes [{string.Join(", ", parameter.Axes)}], but a "
                        + $"value of {parameter.Value.RowCount} × {parameter.Value.ColumnCount}.",
                    nameof(network)
                );
            Count += values;
        }
    }

    /// <summary>First layer first.</summary>
    public IReadOnlyList<Parameter> All { get; }

    /// <summary>Its layers as declared.</summary>
    public NetworkDescription Description { get; }

    /// <summary>The network's name.</summary>
    public string Network => Description.Name;

    /// <summary>The tensors that a file of weights has.</summary>
    public IEnumerable<TensorSpec> Specs =>
        All.Select(parameter => new TensorSpec(parameter.Name, parameter.Axes));

    /// <summary>How many numbers there are in all parameters.</summary>
    public long Count { get; }

    public WeightsSummary Summarize(string path, long bytes) => new(path, All.Count, Count, bytes);
}
