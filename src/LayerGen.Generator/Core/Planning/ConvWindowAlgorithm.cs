using LayerGen.Generator.Core.Layers;

namespace LayerGen.Generator.Core.Planning;

/// <summary>Which windows a convolution with a pool computes.</summary>
internal enum ConvWindowAlgorithm
{
    /// <summary>All of them.</summary>
    AllWindows,

    /// <summary>Those under which an input is not zero; what others give is known. They are listed sample by sample.</summary>
    LiveWindows,
}

/// <summary>Which of them are possible for a stage, and what they cost.</summary>
internal static class ConvWindowChoice
{
    /// <summary>The fewest positions of a window: where more windows fit a tile, their addresses do not fit the registers.</summary>
    private const int FewestPositions = 4;

    /// <summary>The most values of a row under a window: bits of a mask.</summary>
    private const int MostValues = 64;

    /// <summary>
    /// Windows are listed for direct sums behind a maximum, of what comes from outside, nothing learned before it, and
    /// whose channels stand side by side.
    /// </summary>
    public static EquatableArray<Estimate> Estimates(ConvStage stage)
    {
        Estimate all = new(ConvWindowAlgorithm.AllWindows, ConvCosts.AllWindows(stage));
        return
            stage is { Forward: ConvForwardAlgorithm.Direct, NeedsInputGradient: false }
            && stage.Pool is { Pooling: Pooling.Max, Size.Area: >= FewestPositions } pool
            && stage.Input.ChannelStride == stage.Input.Channels
            && PatchValues(stage) <= MostValues
            && pool.Stride.Width * stage.Stride.Width * stage.Input.ChannelStride < MostValues
            ? [all, new(ConvWindowAlgorithm.LiveWindows, ConvCosts.LiveWindows(stage))]
            : [all];
    }

    /// <summary>Rows of the input under a window.</summary>
    public static int PatchRows(ConvStage stage) =>
        stage.Kernel.Height + (((stage.Pool?.Size.Height ?? 1) - 1) * stage.Stride.Height);

    /// <summary>Values of each of them.</summary>
    public static int PatchValues(ConvStage stage) =>
        (stage.Kernel.Width + (((stage.Pool?.Size.Width ?? 1) - 1) * stage.Stride.Width))
        * stage.Input.ChannelStride;

    /// <summary>Places of a list between live windows and others: the last tile of live ones may be cut short.</summary>
    public static int Spare(ConvStage stage) =>
        VectorWidth.All.Max(width => Tiling.Windows(width, stage).Rows / stage.Pool!.Size.Area) - 1;
}
