namespace LayerGen.Generator.Core.Planning;

/// <summary>How a convolution's outputs are computed.</summary>
internal enum ConvForwardAlgorithm
{
    /// <summary>Sums over the kernel, a tile of positions and filters in registers.</summary>
    Direct,

    /// <summary>F(2×2, 3×3): fewer products, at the price of transforming inputs and outputs.</summary>
    Winograd2x2,

    /// <summary>F(2×4, 3×3): fewer still, where four columns fit.</summary>
    Winograd2x4,

    /// <summary>F(2×5, 3×3), where five columns fit.</summary>
    Winograd2x5,

    /// <summary>F(4×4, 3×3), where four rows and columns fit.</summary>
    Winograd4x4,

    /// <summary>Sums over the kernel with columns of the image in the lanes: for filters that would leave lanes empty.</summary>
    Planar,
}

/// <summary>Which of them are possible for a stage, and what they cost.</summary>
internal static class ConvForwardChoice
{
    public static EquatableArray<Estimate> Estimates(ConvStage stage)
    {
        List<Estimate> possible = [new(ConvForwardAlgorithm.Direct, ConvCosts.Direct(stage))];
        foreach ((ConvForwardAlgorithm algorithm, Size2 size) in Winograd.Sizes)
            if (Winograd.Covering(stage, size) is { } tiles)
                possible.Add(new(algorithm, ConvCosts.Transformed(stage, tiles)));
        if (Planar.Of(stage) is not null)
            possible.Add(new(ConvForwardAlgorithm.Planar, ConvCosts.Planar(stage)));
        return possible.ToEquatableArray();
    }
}
