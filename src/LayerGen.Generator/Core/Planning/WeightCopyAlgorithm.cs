namespace LayerGen.Generator.Core.Planning;

/// <summary>Who copies a stage's weights into the orders in which its kernels read them.</summary>
internal enum WeightCopyAlgorithm
{
    /// <summary>Every worker for itself, before its first shard of a batch.</summary>
    OwnCopies,

    /// <summary>All workers together, a piece each, before the shards.</summary>
    SharedCopies,
}

/// <summary>What either costs.</summary>
/// <remarks>
/// Writing a vector of a worker's own copy takes one operation while the copies stay in a second-level cache, four behind
/// it. A core that writes what other cores have read waits until they have given up their lines, and they fetch what it
/// wrote: three to ten times as long. Two workers share that: two operations a vector. With more workers sharing gains
/// again, but by then copying is a small part of a batch for those weights that fit a cache.
/// </remarks>
internal static class WeightCopyChoice
{
    /// <summary>Floats of a stage's copies that stay in a second-level cache beside a group's activations: 384 KB.</summary>
    private const int MostInCache = 96 * 1024;

    private const double OwnInCache = 1;
    private const double OwnBehindCache = 4;
    private const double Shared = 2;

    /// <summary>Copies are made once a batch, of so many samples.</summary>
    private const double UsualBatch = 32;

    /// <summary>The choice for readers of the plan; none where it makes no difference: a bias alone.</summary>
    /// <param name="stage">A stage that learns.</param>
    public static IEnumerable<Decision> Decisions(Stage stage)
    {
        EquatableArray<Estimate> possible = Estimates(stage);
        return possible.All(estimate => Math.Round(estimate.Cost) == 0)
            ? []
            : [new("copies of weights", stage.Parameters!.Copies, possible)];
    }

    /// <param name="stage">A stage that learns.</param>
    public static EquatableArray<Estimate> Estimates(Stage stage)
    {
        int floats = stage.WeightCopies.Sum(copy => copy.Size);
        double vectors = VectorWidth.All[0].VectorsFor(floats) / UsualBatch;
        double own = floats <= MostInCache ? OwnInCache : OwnBehindCache;
        return
        [
            new(WeightCopyAlgorithm.OwnCopies, own * vectors),
            new(WeightCopyAlgorithm.SharedCopies, Shared * vectors),
        ];
    }
}
