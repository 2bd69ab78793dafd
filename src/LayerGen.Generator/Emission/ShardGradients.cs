using LayerGen.Generator.Core.Planning;

namespace LayerGen.Generator.Emission;

/// <summary>
/// Where each convolution's gradients are in a shard's own gradients, in the order in which its backward kernel writes
/// them: filter by filter, or the natural order, with filters padded to whole vectors where they are in lanes. Dense layers need none: their weight gradient is one product over the whole batch.
/// </summary>
internal static class ShardGradients
{
    /// <summary>Floats of one shard.</summary>
    public static int Size(Plan plan) => WeightOffset(plan, plan.Stages.Count);

    /// <summary>The first float of a convolution's weight gradient.</summary>
    public static int WeightOffset(Plan plan, int stage) =>
        plan
            .Stages.Take(stage)
            .OfType<ConvStage>()
            .Sum(conv => WeightSize(conv) + Layout.RoundUp(conv.Filters));

    /// <summary>The first float of a convolution's bias gradient.</summary>
    public static int BiasOffset(Plan plan, int stage) =>
        WeightOffset(plan, stage) + WeightSize((ConvStage)plan.Stages[stage]);

    private static int WeightSize(ConvStage stage) =>
        stage.Backward switch
        {
            ConvBackwardAlgorithm.LivePositions => stage.Filters * Buffers.FilterStride(stage),
            ConvBackwardAlgorithm.Planar => Layout.RoundUp(stage.Learned.Weight.Size),
            _ => stage.Learned.Weight.Columns * Layout.RoundUp(stage.Filters),
        };
}
