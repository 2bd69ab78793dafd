using System.Collections.Immutable;
using LayerGen.Reference.Stacks;
using LayerGen.Reference.Stacks.Graphs;

namespace LayerGen.Reference.Checks;

/// <summary>Which random networks a command takes, and which known ones go with them.</summary>
/// <param name="Chains">How many chains.</param>
/// <param name="Graphs">How many graphs.</param>
/// <param name="Seed">Of these and of their circumstances.</param>
/// <param name="Kinds">What graphs may hold.</param>
public sealed record RandomNetworks(
    int Chains,
    int Graphs,
    ulong Seed,
    ImmutableHashSet<GraphKind> Kinds
)
{
    /// <summary>Whether chains are left to others.</summary>
    public bool HasGraphsOnly => Chains == 0 && Graphs > 0;

    /// <summary>The random ones.</summary>
    public ImmutableArray<Stack> All { get; } =
    [.. StackCheck.Random(Chains, Seed), .. StackCheck.Graphs(Graphs, Seed, Kinds)];

    /// <summary>The known ones: chains with chains, graphs of the kinds with graphs.</summary>
    public ImmutableArray<Stack> Known =>
        [
            .. HasGraphsOnly ? [] : KnownStacks.All,
            .. Graphs == 0
                ? []
                : KnownGraphs.All.Where(stack => GraphKinds.Of(stack).IsSubsetOf(Kinds)),
        ];
}
