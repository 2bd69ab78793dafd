namespace LayerGen.Generator.Core.Planning;

/// <summary>How many samples a worker takes through the network together.</summary>
internal static class Grouping
{
    /// <summary>Half of a common second-level cache: what of a group's activations is more does not stay until the backward pass.</summary>
    private const int CacheBytes = 512 * 1024;

    /// <summary>More samples than this read a dense layer's weights hardly less often per sample.</summary>
    private const int LargestGroup = 16;

    /// <summary>Numbers of a group in one array: well below what an array's index reaches.</summary>
    private const long MostOfGroup = 1L << 30;

    /// <summary>The same where other stages have work of their own for each sample.</summary>
    private const int UsualGroup = 8;

    /// <summary>Weights of dense layers, in floats, that are too many for a first-level cache but few for a second.</summary>
    private const int ManyDenseWeights = 64 * 1024;

    /// <summary>Multiply-adds that take several microseconds: ten times as long as handing out an item.</summary>
    private const long WorthAWorker = 100_000;

    /// <summary>Multiply-adds during which a weight comes from a distant cache, with some to spare.</summary>
    private const double MultiplyAddsPerWeight = 4;

    /// <summary>Each shard has gradients to clear and to add up, so not more than common machines have cores.</summary>
    private const int ShardsOfSmallBatch = 4;

    /// <summary>
    /// The group with the fewest bytes that a sample brings in from behind the second-level cache: the dense layers'
    /// weights, read once a group, and the activations, read again by the backward pass if a group's do not stay.
    /// </summary>
    public static int GroupSize(EquatableArray<Stage> stages)
    {
        int best = 1;
        // A group's samples lie in one array.
        long most = MostOfGroup / Math.Max(1, stages.Max(stage => stage.Output.Size));
        for (
            int group = 2;
            group <= Math.Min(most, Math.Max(UsualGroup, SamplesPerShard(stages)));
            group++
        )
            if (BytesPerSample(stages, group) <= BytesPerSample(stages, best))
                best = group;
        return best;
    }

    /// <summary>The estimated traffic of one sample, in bytes, where so many go together.</summary>
    public static double BytesPerSample(EquatableArray<Stage> stages, int group)
    {
        double activations = stages.Sum(stage => (double)stage.Output.Size * sizeof(float));
        double weights = DenseWeights(stages) * sizeof(float);
        return (weights / group) + (group * activations > CacheBytes ? activations : 0);
    }

    /// <summary>
    /// The fewest samples worth a shard: 4, so that a common batch keeps eight workers busy; more where dense layers have
    /// so many weights that reading them from a distant cache for each group takes longer than computing with them.
    /// </summary>
    public static int SamplesPerShard(EquatableArray<Stage> stages)
    {
        if (DenseWeights(stages) < ManyDenseWeights)
            return 4;
        return stages.Any(stage => stage.ShardGradientSize > 0) ? UsualGroup : LargestGroup;
    }

    /// <summary>
    /// How many shards a small batch has: several if a sample computes long enough to be worth a worker of its own, and
    /// much longer than it takes to read the dense layers' weights, which every shard does.
    /// </summary>
    public static int FewestShards(EquatableArray<Stage> stages, long multiplyAdds) =>
        multiplyAdds >= Math.Max(WorthAWorker, MultiplyAddsPerWeight * DenseWeights(stages))
            ? ShardsOfSmallBatch
            : 1;

    private static double DenseWeights(EquatableArray<Stage> stages) =>
        stages
            .Where(stage => stage.TakesBatchInputs)
            .Sum(stage => (double)stage.Parameters!.Weight.Size);
}
