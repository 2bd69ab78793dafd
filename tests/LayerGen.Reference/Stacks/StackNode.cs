using System.Collections.Immutable;

namespace LayerGen.Reference.Stacks;

/// <summary>A layer with what it reads: a node of a graph in which no blocks are left.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Reads">Values by number: the network's inputs, then what each node gives.</param>
/// <param name="Inputs">Their shapes.</param>
/// <param name="Output">The shape of what it gives.</param>
public sealed record StackNode(
    StackLayer Layer,
    ImmutableArray<int> Reads,
    ImmutableArray<SampleShape> Inputs,
    SampleShape Output
)
{
    /// <summary>The shape of the first value that it reads.</summary>
    public SampleShape Input => Inputs[0];
}

/// <summary><c>[Input("name", …)]</c>: a slice of each column of inputs.</summary>
public sealed record NamedInput(string Name, SampleShape Shape);
