using System.Collections.Immutable;

namespace LayerGen.Persistence;

/// <summary>One number for each element of each parameter of a network: the parameters themselves, or their moments.</summary>
/// <param name="Tensors">One for each parameter, by its name and with its axes.</param>
public sealed record ParameterValues(ImmutableArray<NamedTensor> Tensors)
{
    /// <summary>Copies the parameters of a network.</summary>
    /// <param name="network">Its parameters are read.</param>
    public static ParameterValues Capture(INetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return Capture(network.Parameters, index => network.Parameters[index].Value.Values);
    }

    /// <summary>Overwrites the parameters of a network; all of them, or none if anything does not fit.</summary>
    /// <param name="network">Has parameters of the same names and axes.</param>
    /// <returns>These values; or a failure that says which tensors differ and how.</returns>
    public Result<ParameterValues> Restore(INetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (Difference(network.Parameters) is { } difference)
            return new Failure(
                $"The parameters do not fit the network {network.Description.Name}: {difference}; "
                    + "continue with the network that they come from."
            );
        CopyTo(network.Parameters, index => network.Parameters[index].Value.Values);
        return this;
    }

    /// <summary>Copies one number for each element of each parameter.</summary>
    internal static ParameterValues Capture(IReadOnlyList<Parameter> parameters, Source source) =>
        new([
            .. parameters.Select(
                (parameter, index) =>
                    new NamedTensor(parameter.Name, parameter.Axes, [.. source(index)])
            ),
        ]);

    /// <summary>Copies the values to where they belong; that they fit was checked by <see cref="Difference"/>.</summary>
    internal void CopyTo(IReadOnlyList<Parameter> parameters, Source destination)
    {
        Dictionary<string, NamedTensor> byName = Tensors.ToDictionary(tensor => tensor.Name);
        for (int i = 0; i < parameters.Count; i++)
            byName[parameters[i].Name].Values.CopyTo(destination(i));
    }

    /// <summary>Says which tensors do not fit the parameters, and how; null if all do.</summary>
    internal string? Difference(IReadOnlyList<Parameter> parameters)
    {
        List<string> differences = [];
        Dictionary<string, NamedTensor> byName = [];
        foreach (NamedTensor tensor in Tensors)
            if (!byName.TryAdd(tensor.Name, tensor))
                differences.Add($"{tensor.Name} is there twice");
        foreach (Parameter parameter in parameters)
        {
            (string name, int length) = (parameter.Name, parameter.Value.Values.Length);
            if (!byName.Remove(name, out NamedTensor? tensor))
                differences.Add(TensorDifferences.Missing(name, parameter.Axes));
            else if (!tensor.Axes.AsSpan().SequenceEqual(parameter.Axes.AsSpan()))
                differences.Add(TensorDifferences.Shape(name, tensor.Axes, parameter.Axes));
            else if (tensor.Values.Length != length)
                differences.Add($"{name} has {tensor.Values.Length} values, needed {length}");
        }
        differences.AddRange(
            Tensors
                .Where(tensor => byName.ContainsKey(tensor.Name))
                .Select(tensor => TensorDifferences.Extra(tensor.Name, tensor.Axes))
        );
        return differences.Count == 0 ? null : TensorDifferences.Join(differences);
    }

    /// <summary>Where the numbers of a parameter are, by its position in the network.</summary>
    internal delegate Span<float> Source(int parameter);
}
