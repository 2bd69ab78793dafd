using LayerGen.Generator.Core.Layers;

namespace LayerGen.Generator.Core.Planning;

/// <summary>
/// Where gradient flows in a convolution, as bits that its backward kernels walk: the positions of each filter for the
/// gradient of the weight, the filters at each position for that of the input. Stages take turns with the memory.
/// </summary>
internal static class LiveBits
{
    /// <summary>Filters of one mask.</summary>
    public const int FiltersPerMask = 64;

    /// <summary>Positions of one word.</summary>
    public const int PositionsPerWord = 32;

    /// <summary>Words that hold one bit for each position of one filter.</summary>
    public static int PositionWords(ConvStage stage) =>
        WordsFor(stage.Unpooled.Output.Height * stage.Unpooled.Output.Width, PositionsPerWord);

    /// <summary>Masks that hold one bit for each filter at one position.</summary>
    public static int FilterMasks(ConvStage stage) => WordsFor(stage.Filters, FiltersPerMask);

    /// <summary>The places of a window of which one carries gradient: 1 if no maximum follows.</summary>
    public static Size2 Places(ConvStage stage) =>
        stage.Pool is { Pooling: Pooling.Max } pool ? pool.Size : new(1, 1);

    /// <summary>The memory that a stage needs of what all convolutions share.</summary>
    public static IEnumerable<PlannedBuffer> Of(ConvStage stage)
    {
        if (stage.Backward == ConvBackwardAlgorithm.LivePositions)
            yield return new(
                "LivePositions",
                "uint",
                PositionWords(stage) * Layout.RoundUp(stage.Filters),
                0,
                BufferScope.Sample,
                "Where gradient flows, filter by filter: a bit a position."
            );
        if (stage.NeedsInputGradient)
            yield return new(
                "LiveFilters",
                "ulong",
                (
                    stage.Unpooled.Output.Height
                    * stage.Unpooled.Output.Width
                    * Places(stage.Unpooled).Area
                    * FilterMasks(stage)
                ) + 1,
                0,
                BufferScope.Sample,
                "Where gradient flows, position by position: a bit a filter. One more is read ahead."
            );
    }

    private static int WordsFor(int bits, int wordBits) => (bits + wordBits - 1) / wordBits;
}
