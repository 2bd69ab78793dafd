namespace LayerGen.Kernels;

/// <summary>
/// How a batch is cut into shards: by its size alone, never by the number of threads, so that sums over shards have
/// the same bits however many threads ran them.
/// </summary>
public static class Shards
{
    /// <summary>The most shards a batch is cut into; each has gradients of its own.</summary>
    public const int Most = 16;

    /// <summary>How many shards a batch has: one for each so many samples begun, but not too few for several workers.</summary>
    /// <param name="batchSize">Samples; at least 1.</param>
    /// <param name="samplesPerShard">The samples of a shard of a usual batch; decided from the network alone.</param>
    /// <param name="fewest">A batch with fewer samples than these shards has one shard a sample; 1 to 16.</param>
    public static int Count(int batchSize, int samplesPerShard, int fewest = 1) =>
        Math.Clamp(
            (batchSize + samplesPerShard - 1) / samplesPerShard,
            Math.Min(batchSize, fewest),
            Most
        );

    /// <summary>The first sample of a part, where a range is cut into parts as equal as can be.</summary>
    /// <param name="length">The range's length.</param>
    /// <param name="parts">How many parts; at least 1.</param>
    /// <param name="part">Which part; <paramref name="parts"/> gives the end of the last one.</param>
    public static int Start(int length, int parts, int part) => (int)((long)length * part / parts);
}
