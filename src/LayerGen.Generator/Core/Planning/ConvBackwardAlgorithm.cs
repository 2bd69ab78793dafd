namespace LayerGen.Generator.Core.Planning;

/// <summary>How a convolution's weight gradient is computed.</summary>
internal enum ConvBackwardAlgorithm
{
    /// <summary>Filter by filter, over the positions that carry gradient: work only where there is some.</summary>
    LivePositions,

    /// <summary>All positions, many filters at once: little work where a kernel has few values.</summary>
    FilterWise,

    /// <summary>All positions, with columns in lanes, from the planes that the forward pass made.</summary>
    Planar,
}

/// <summary>Which of them are possible for a stage, and what they cost.</summary>
internal static class ConvBackwardChoice
{
    /// <summary>
    /// Without planes: filter by filter and for many at once. With them also planar, but behind a maximum, where most
    /// positions carry no gradient and lanes would be full of zeros; behind a mean only so, as its map is in planes.
    /// </summary>
    public static EquatableArray<Estimate> Estimates(ConvStage stage)
    {
        Estimate planar = new(ConvBackwardAlgorithm.Planar, ConvCosts.PlanarGradient(stage));
        if (stage is { Planar: not null, Map: not null })
            return [planar];
        Estimate[] others =
        [
            new(ConvBackwardAlgorithm.LivePositions, ConvCosts.LivePositions(stage)),
            new(ConvBackwardAlgorithm.FilterWise, ConvCosts.FilterWise(stage)),
        ];
        return stage is { Planar: not null, Pool: null } ? [.. others, planar] : [.. others];
    }
}
