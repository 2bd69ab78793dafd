namespace LayerGen.Generator.Core.Planning;

/// <summary>How a convolution's outputs are computed.</summary>
internal enum ConvForwardAlgorithm
{
    /// <summary>Sums over the kernel, a tile of positions and filters in registers.</summary>
    Direct,

    /// <summary>F(2×2, 3×3): fewer products, at the price of transforming inputs and outputs.</summary>
    Winograd,
}

/// <summary>Which of them are possible for a stage, and what they cost.</summary>
internal static class ConvForwardChoice
{
    public static EquatableArray<Estimate> Estimates(ConvStage stage)
    {
        Estimate direct = new(ConvForwardAlgorithm.Direct, ConvCosts.Direct(stage));
        return Winograd.Covering(stage) is { } tiles
            ? [direct, new(ConvForwardAlgorithm.Winograd, ConvCosts.Transformed(stage, tiles))]
            : [direct];
    }
}
