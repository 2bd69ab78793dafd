namespace LayerGen.Generator.Core.Planning;

/// <summary>How many samples a worker takes through the network together.</summary>
internal static class Grouping
{
    /// <summary>Half of a common second-level cache: the activations of a group should stay in it until the backward pass.</summary>
    private const int CacheBytes = 512 * 1024;

    /// <summary>More samples than this read a dense layer's weights hardly less often per sample.</summary>
    private const int LargestGroup = 16;

    /// <summary>Weights of dense layers, in floats, that are too many for a first-level cache but few for a second.</summary>
    private const int ManyDenseWeights = 64 * 1024;

    /// <summary>As many samples as fit the cache, but no more than a shard has at the least.</summary>
    public static int GroupSize(EquatableArray<Stage> stages)
    {
        long bytes = stages.Sum(stage => (long)stage.Output.Size * sizeof(float));
        long fits = CacheBytes / Math.Max(1, bytes);
        return (int)Math.Max(1, Math.Min(Math.Max(8, SamplesPerShard(stages)), fits));
    }

    /// <summary>
    /// The fewest samples worth a shard: 4, so that a common batch keeps eight workers busy; more where dense layers have
    /// so many weights that reading them from a distant cache for each group takes longer than computing with them.
    /// </summary>
    public static int SamplesPerShard(EquatableArray<Stage> stages)
    {
        long denseWeights = stages
            .OfType<DenseStage>()
            .Sum(stage => (long)stage.Learned.Weight.Size);
        if (denseWeights < ManyDenseWeights)
            return 4;
        return stages.OfType<ConvStage>().Any() ? 8 : LargestGroup;
    }
}
