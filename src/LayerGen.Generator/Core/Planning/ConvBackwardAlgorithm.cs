namespace LayerGen.Generator.Core.Planning;

/// <summary>How a convolution's weight gradient is computed.</summary>
internal enum ConvBackwardAlgorithm
{
    /// <summary>Filter by filter, over the positions that carry gradient: work only where there is some.</summary>
    LivePositions,

    /// <summary>All positions, many filters at once: little work where a kernel has few values.</summary>
    FilterWise,
}

/// <summary>Chooses between them: a pure function with the cost model stated here.</summary>
internal static class ConvBackwardChoice
{
    /// <summary>Vector multiply-adds in whose time the next live position is found: fewer cost no less.</summary>
    private const double WalkCost = 6;

    /// <summary>The part of positions that carry gradient behind ReLU; behind other activations it is all of them.</summary>
    private const double LivePart = 0.5;

    /// <summary>
    /// For 16 outputs of one position, in vector multiply-adds: filter-wise takes one for each value of the kernel and
    /// each position of the pooling window; live positions take one for each vector of each kernel row and each live
    /// output, but no less than the way to the next live position costs.
    /// </summary>
    public static ConvBackwardAlgorithm For(
        Size2 kernel,
        FusedPool? pool,
        Layout input,
        Layers.Activation activation
    )
    {
        int area = pool?.Size.Area ?? 1;
        bool isMean = pool?.Pooling == Layers.Pooling.Average;
        double live = activation == Layers.Activation.Relu ? LivePart : 1;
        int runLength = ((kernel.Width - 1) * input.ChannelStride) + input.Channels;
        int vectors = kernel.Height * VectorWidth.All[0].VectorsFor(runLength);
        double filterWise = area * kernel.Area * input.Channels;
        double positions = Layout.WidestVector * (isMean ? area : 1);
        double walked = positions * live * Math.Max(vectors, WalkCost);
        return filterWise < walked
            ? ConvBackwardAlgorithm.FilterWise
            : ConvBackwardAlgorithm.LivePositions;
    }
}
