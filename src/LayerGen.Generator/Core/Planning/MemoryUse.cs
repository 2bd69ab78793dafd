namespace LayerGen.Generator.Core.Planning;

/// <summary>How much memory a network's buffers take, besides parameters and their gradients.</summary>
/// <param name="Worker">Bytes of each worker.</param>
/// <param name="BatchSample">Bytes of each sample of the largest batch.</param>
/// <param name="Network">Bytes that there are once.</param>
internal readonly record struct MemoryUse(long Worker, long BatchSample, long Network)
{
    /// <summary>Shards of the largest batch; the runtime has the same number.</summary>
    private const int ShardCount = 16;

    /// <summary>The sums over all buffers of a plan.</summary>
    public static MemoryUse Of(Plan plan)
    {
        long Sum(BufferScope scope, int samples) =>
            plan
                .Buffers.Where(buffer => buffer.Scope == scope && buffer.Place is null)
                .Sum(buffer => buffer.BytesOf(samples));
        long slack = Sum(BufferScope.Batch, 0);
        return new(
            Sum(BufferScope.Sample, 1)
                + Sum(BufferScope.Worker, 1)
                + Sum(BufferScope.Group, plan.GroupSize),
            Sum(BufferScope.Batch, 1) - slack,
            Sum(BufferScope.Network, 1) + (ShardCount * Sum(BufferScope.Shard, 1)) + slack
        );
    }
}
