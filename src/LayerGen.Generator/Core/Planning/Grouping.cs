namespace LayerGen.Generator.Core.Planning;

/// <summary>How many samples a worker takes through the network together.</summary>
internal static class Grouping
{
    /// <summary>Half of a common second-level cache: the activations of a group should stay in it until the backward pass.</summary>
    private const int CacheBytes = 512 * 1024;

    /// <summary>More samples than this read a dense layer's weights hardly less often per sample.</summary>
    private const int LargestGroup = 8;

    /// <summary>As many samples as fit the cache, 1 to 8.</summary>
    public static int GroupSize(EquatableArray<Stage> stages)
    {
        long bytes = stages.Sum(stage => (long)stage.Output.Size * sizeof(float));
        return (int)Math.Max(1, Math.Min(LargestGroup, CacheBytes / Math.Max(1, bytes)));
    }
}
