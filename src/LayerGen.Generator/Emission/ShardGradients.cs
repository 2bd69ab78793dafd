using LayerGen.Generator.Core.Planning;

namespace LayerGen.Generator.Emission;

/// <summary>
/// Where each stage's gradients are in a shard's own gradients, in the order in which its backward kernel writes them. Dense
/// layers need none: their weight gradient is one product over the whole batch.
/// </summary>
internal static class ShardGradients
{
    /// <summary>Floats of one shard.</summary>
    public static int Size(Plan plan) => Offset(plan, plan.Stages.Count);

    /// <summary>The first float of a stage's gradients, which begin with that of the weight.</summary>
    public static int Offset(Plan plan, int stage) =>
        plan.Stages.Take(stage).Sum(other => other.ShardGradientSize);

    /// <summary>The first float of a convolution's bias gradient.</summary>
    public static int BiasOffset(Plan plan, int stage) =>
        Offset(plan, stage) + ((ConvStage)plan.Stages[stage]).ShardWeightSize;
}
