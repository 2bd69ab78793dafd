namespace LayerGen.Generator.Core.Planning;

/// <summary>How a convolution's weight gradient is computed.</summary>
internal enum ConvBackwardAlgorithm
{
    /// <summary>Filter by filter, over the positions that carry gradient: work only where there is some.</summary>
    LivePositions,

    /// <summary>All positions, many filters at once: little work where a kernel has few values.</summary>
    FilterWise,
}

/// <summary>Which of them are possible for a stage, and what they cost: both always are.</summary>
internal static class ConvBackwardChoice
{
    public static EquatableArray<Estimate> Estimates(ConvStage stage) =>
        [
            new(ConvBackwardAlgorithm.LivePositions, ConvCosts.LivePositions(stage)),
            new(ConvBackwardAlgorithm.FilterWise, ConvCosts.FilterWise(stage)),
        ];
}
