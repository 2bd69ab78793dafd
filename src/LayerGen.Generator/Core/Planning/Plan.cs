using LayerGen.Generator.Core.Losses;

namespace LayerGen.Generator.Core.Planning;

/// <summary>
/// What the emitted code does: stages, buffers and how samples are grouped. Everything is decided here, from the
/// declaration alone; emission only writes it down. Compares by value.
/// </summary>
/// <param name="Graph">The network it came from.</param>
/// <param name="Stages">In forward order: each reads only what earlier ones wrote.</param>
/// <param name="Values">What stages hand to each other.</param>
/// <param name="Schedule">The order of a training batch.</param>
/// <param name="Loss">The loss that the last layer implies.</param>
/// <param name="Buffers">All memory of a training step.</param>
/// <param name="GroupSize">How many samples a worker takes through the network together.</param>
/// <param name="SamplesPerShard">The fewest samples of a shard: a batch has one shard for each so many samples begun.</param>
/// <param name="FewestShards">How many shards a batch of as many samples has at least.</param>
internal sealed record Plan(
    ShapedGraph Graph,
    EquatableArray<Stage> Stages,
    EquatableArray<Value> Values,
    Schedule Schedule,
    Loss Loss,
    EquatableArray<PlannedBuffer> Buffers,
    int GroupSize,
    int SamplesPerShard,
    int FewestShards
)
{
    /// <summary>Whether there are copies of weights that all workers make together.</summary>
    public bool HasSharedCopies =>
        Buffers.Any(buffer =>
            buffer is { Scope: BufferScope.Network, Use: BufferUse.PackedWeight }
        );

    /// <summary>Numbers of each sample in the largest array that holds a whole batch, the caller's included.</summary>
    public int LargestOfSample =>
        Buffers
            .Where(buffer => buffer.Scope == BufferScope.Batch)
            .Select(buffer => buffer.Size)
            .Append(Graph.Input.Size)
            .Append(Graph.Output.Size)
            .Max();

    /// <summary>What the loss reads.</summary>
    public Value Logits => Values[Stages[Stages.Count - 1].Writes];
}
