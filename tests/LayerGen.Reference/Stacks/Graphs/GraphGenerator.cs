using System.Collections.Immutable;

namespace LayerGen.Reference.Stacks.Graphs;

/// <summary>Makes valid graphs of every sort from a seed.</summary>
public static class GraphGenerator
{
    private static readonly string[] Namespaces = ["Random.Graphs", "Acme.LayerGen.Graphs"];

    /// <summary>Makes one graph; another index gives another sort, another seed or set of kinds other numbers.</summary>
    /// <param name="seed">Of all choices.</param>
    /// <param name="index">Which graph of the seed.</param>
    /// <param name="kinds">What it may hold.</param>
    public static Stack Make(ulong seed, int index, ImmutableHashSet<GraphKind> kinds)
    {
        Chance chance = new(unchecked((seed * 1_000_003) + (ulong)index + 500_000));
        string name = $"Graph{index:D4}";
        int sort = index % 12;
        GraphDraft draft =
            sort == 8 && kinds.IsSupersetOf([GraphKind.Inputs, GraphKind.Concat])
                ? new(chance, kinds, Inputs(chance))
                : new(chance, kinds, Input(sort, chance));
        GraphLayers layers = new(draft, chance);
        GraphSorts sorts = new(draft, layers, chance);
        bool joins = kinds.Overlaps([GraphKind.Add, GraphKind.Multiply, GraphKind.Concat]);
        Action add = sort switch
        {
            _ when !joins => sorts.Chain,
            0 or 1 => sorts.Residual,
            2 or 3 => sorts.Branches,
            4 => sorts.DenselyConnected,
            5 => sorts.DownAndUp,
            6 => sorts.InvertedResidual,
            7 when kinds.Contains(GraphKind.Blocks) && kinds.Contains(GraphKind.Add) =>
                new GraphBlocks(draft, chance, name).Use,
            8 when kinds.IsSupersetOf([GraphKind.Inputs, GraphKind.Concat]) => () =>
                FromInputs(draft, layers),
            9 => sorts.Chain,
            _ => sorts.Anything,
        };
        add();
        GraphEnds ends = new(draft, layers, chance);
        ends.Gather();
        ends.Head();
        return draft.Finish(Namespaces[index % Namespaces.Length], name);
    }

    private static SampleShape Input(int sort, Chance chance) =>
        sort is 1 || (sort is 3 or 9 or 10 && chance.Happens(0.3))
            ? SampleShape.Features(chance.Pick(1, 2, 7, 16, 33, chance.Between(1, 70)))
            : SampleShape.Image(
                chance.Between(1, 12),
                chance.Pick(chance.Between(1, 14), chance.Between(8, 34)),
                chance.Pick(1, 2, 3, 3, 4, 8, 12, 16, 17)
            );

    private static ImmutableArray<NamedInput> Inputs(Chance chance) =>
        [
            .. Enumerable
                .Range(0, chance.Between(2, 3))
                .Select(index => new NamedInput(
                    $"input{index}",
                    chance.Happens(0.5)
                        ? SampleShape.Features(chance.Between(1, 20))
                        : SampleShape.Image(
                            chance.Between(1, 7),
                            chance.Between(1, 7),
                            chance.Between(1, 4)
                        )
                )),
        ];

    /// <summary>Something becomes of each input by itself; they meet at the end.</summary>
    private static void FromInputs(GraphDraft draft, GraphLayers layers)
    {
        int inputs = draft.Count;
        for (int input = 0; input < inputs; input++)
        {
            draft.MoveTo(input);
            layers.Anything();
            layers.Anything();
        }
    }
}
