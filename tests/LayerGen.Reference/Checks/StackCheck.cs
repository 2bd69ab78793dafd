using System.Collections.Immutable;
using System.Globalization;
using LayerGen.Reference.Generated;
using LayerGen.Reference.Stacks;
using LayerGen.Reference.Stacks.Graphs;

namespace LayerGen.Reference.Checks;

/// <summary>Judges many stacks, several at a time.</summary>
public static class StackCheck
{
    /// <summary>The first so many random stacks of a seed.</summary>
    public static ImmutableArray<Stack> Random(int count, ulong seed) =>
        [.. Enumerable.Range(0, count).Select(index => StackGenerator.Make(seed, index))];

    /// <summary>The first so many random graphs of a seed.</summary>
    public static ImmutableArray<Stack> Graphs(
        int count,
        ulong seed,
        ImmutableHashSet<GraphKind> kinds
    ) => [.. Enumerable.Range(0, count).Select(index => GraphGenerator.Make(seed, index, kinds))];

    /// <summary>Runs each stack once, under random circumstances.</summary>
    /// <param name="networks">Where the stacks were compiled.</param>
    /// <param name="stacks">The networks.</param>
    /// <param name="seed">Of the circumstances.</param>
    /// <param name="threads">Workers of each network; 1 to 3 by chance if absent.</param>
    public static ImmutableArray<GradientCheck.Outcome> Run(
        GeneratedNetworks networks,
        ImmutableArray<Stack> stacks,
        ulong seed,
        int? threads = null
    ) =>
        [
            .. stacks
                .Select((stack, index) => (stack, index))
                .AsParallel()
                .AsOrdered()
                .Select(entry =>
                    GradientCheck.Run(
                        networks,
                        entry.stack,
                        Circumstances.For(entry.stack, seed, entry.index, threads)
                    )
                ),
        ];

    /// <summary>What was compared, how far off the worst of each sort is, and everything that is wrong.</summary>
    public static void Report(ImmutableArray<GradientCheck.Outcome> outcomes, TextWriter output)
    {
        foreach (GradientCheck.Outcome wrong in outcomes.Where(outcome => !outcome.IsRight))
            output.WriteLine($"WRONG {wrong}");
        output.WriteLine(
            $"{"compared", -16}{"tensors", 9}{"numbers", 10}{"error", 10}{"of scale", 10}{"of element", 12}"
        );
        foreach (
            IGrouping<string, Finding> sort in outcomes
                .SelectMany(outcome => outcome.Findings)
                .GroupBy(finding => finding.Kind)
        )
        {
            output.WriteLine(
                $"{sort.Key, -16}{sort.Count(), 9}{sort.Sum(finding => finding.Count), 10}"
                    + $"{Worst(sort, finding => finding.Error), 10}"
                    + $"{Worst(sort, finding => finding.ScaleError), 10}"
                    + $"{Worst(sort, finding => finding.ElementError), 12}"
            );
        }
        (GradientCheck.Outcome where, Finding worst) = outcomes
            .SelectMany(outcome => outcome.Findings.Select(finding => (outcome, finding)))
            .MaxBy(entry => entry.finding.Error);
        output.WriteLine($"worst {worst} in {where.Stack}");
        foreach (
            IGrouping<GraphKind, GraphKind> kind in outcomes
                .SelectMany(outcome => GraphKinds.Of(outcome.Stack))
                .GroupBy(kind => kind)
                .OrderBy(kind => kind.Key)
        )
            output.WriteLine($"kind {kind.Key}={kind.Count()}");
        output.WriteLine(
            $"stacks={outcomes.Length} wrong={outcomes.Count(outcome => !outcome.IsRight)} "
                + $"unjudged={outcomes.Count(outcome => !outcome.IsJudged)} "
                + $"redrawn={outcomes.Sum(outcome => outcome.Redrawn)} "
                + $"replaced={outcomes.Sum(outcome => outcome.Replaced)} "
                + $"samples={outcomes.Sum(outcome => outcome.Circumstances.BatchSize)}"
        );
    }

    private static string Worst(IEnumerable<Finding> findings, Func<Finding, double> error) =>
        findings.Max(error).ToString("E1", CultureInfo.InvariantCulture);
}
