using LayerGen.Generator.Core.Planning;

namespace LayerGen.Generator.Emission;

/// <summary>Writes why the plan is as it is: what was chosen against what, and how a batch runs.</summary>
internal static class PlanNotes
{
    /// <summary>Group sizes that are named beside the one that was taken.</summary>
    private static readonly int[] OtherGroups = [1, 4, 8, 16];

    /// <summary>Each choice with the costs of everything that was possible, the one that was taken first.</summary>
    public static IEnumerable<string> Choices(Plan plan)
    {
        string[][] rows =
        [
            .. from stage in plan.Stages
            from decision in stage.Decisions
            select new[]
            {
                $"{decision.What} of {stage.Name}",
                Text(decision.Possible.First(decision.IsChosen)),
                string.Join(
                    ", ",
                    decision.Possible.Where(estimate => !decision.IsChosen(estimate)).Select(Text)
                ),
            },
        ];
        return rows.Length == 0
            ? []
            :
            [
                "Chosen by the lowest estimated cost, in vector operations of 16 floats for one sample:",
                .. HeaderEmitter.Align(
                    [
                        ["choice", "taken", "instead of"],
                        .. rows,
                    ],
                    firstNumber: int.MaxValue
                ),
                "",
            ];
    }

    /// <summary>How a batch runs, and what memory it takes.</summary>
    public static IEnumerable<string> Running(Plan plan)
    {
        MemoryUse memory = MemoryUse.Of(plan);
        IEnumerable<string> others = OtherGroups
            .Where(group => group != plan.GroupSize)
            .Select(group => $"{Traffic(plan, group)} in groups of {group}");
        return
        [
            $"A batch runs in {PhaseCount(plan)} with a barrier after each: {(plan.HasSharedCopies ? "large weights are packed, " : "")}{ShardWords(plan)}, gradients are completed.",
            "Before a worker's first shard it packs weights into memory of its own.",
            $"A batch has one shard for each {plan.SamplesPerShard} samples begun{(plan.FewestShards > 1 ? $", a small one up to {plan.FewestShards}" : "")}. A worker takes {plan.GroupSize} samples of its shard at a time through all stages:",
            $"by estimate {Traffic(plan, plan.GroupSize)} bytes a sample come from behind the second-level cache ({string.Join(", ", others)}).",
            $"Memory in bytes: {Literals.Grouped(memory.Worker)} a worker, {Literals.Grouped(memory.BatchSample)} a sample of the largest batch, "
                + $"{Literals.Grouped(ShardGradients.Size(plan) * (long)sizeof(float))} a shard, {Literals.Grouped(memory.Network)} once.",
        ];
    }

    /// <summary>How many phases a training batch has, in words.</summary>
    public static string PhaseCount(Plan plan)
    {
        int count = plan.Schedule.Phases.Count + (plan.HasSharedCopies ? 2 : 1);
        return count switch
        {
            2 => "two phases",
            3 => "three phases",
            _ => $"{count} phases",
        };
    }

    private static string ShardWords(Plan plan) =>
        plan.Schedule.Phases.Count == 1
            ? "shards are run"
            : $"shards are run in {plan.Schedule.Phases.Count} parts, because some stages need all samples of the batch (at inference in one)";

    private static string Traffic(Plan plan, int group) =>
        Literals.Grouped((long)Grouping.BytesPerSample(plan.Stages, group));

    private static string Text(Estimate estimate) =>
        $"{estimate.Algorithm} {Literals.Grouped((long)Math.Round(estimate.Cost))}";
}
