using LayerGen.Generator.Core.Layers;

namespace LayerGen.Generator.Core.Planning;

/// <summary>
/// The values of a kernel whose sums a weight gradient for many filters keeps in registers at once: a box that divides
/// the kernel. Compares by value.
/// </summary>
internal sealed record TapBlock(int Rows, int Columns, int Channels)
{
    /// <summary>Vectors whose lanes can take from two others, each lane from where it will.</summary>
    private static readonly VectorWidth Picking = VectorWidth.All[0];

    public int Taps => Rows * Columns * Channels;

    /// <summary>Its values in reading order: number, row, column, channel.</summary>
    public IEnumerable<(int Tap, int Ky, int Kx, int C)> Values =>
        from ky in Enumerable.Range(0, Rows)
        from kx in Enumerable.Range(0, Columns)
        from c in Enumerable.Range(0, Channels)
        select ((((ky * Columns) + kx) * Channels) + c, ky, kx, c);

    /// <summary>The largest box that fits the registers, channels first.</summary>
    public static TapBlock For(ConvStage stage, VectorWidth width)
    {
        int channels = LargestDivisor(stage.Input.Channels, width.Accumulators);
        int columns =
            channels == stage.Input.Channels
                ? LargestDivisor(stage.Kernel.Width, width.Accumulators / channels)
                : 1;
        int rows =
            columns == stage.Kernel.Width
                ? LargestDivisor(stage.Kernel.Height, width.Accumulators / (channels * columns))
                : 1;
        return new(rows, columns, channels);
    }

    /// <summary>
    /// Whether each lane picks the input under its filter's own place of a window, so that a window takes one
    /// multiply-add for each value of the kernel and not one for each place: behind a maximum of more than two places in
    /// at most two rows, where what a row of the block reads for all places of a row fits one vector, of 512 bits.
    /// </summary>
    public static bool PicksInputs(ConvStage stage, VectorWidth width)
    {
        if (
            width != Picking
            || stage.Pool
                is not { Pooling: Pooling.Max, Size: { Height: <= 2, Area: > 2 and <= 16 } size }
        )
            return false;
        TapBlock block = For(stage, width);
        int pixels = block.Columns + ((size.Width - 1) * stage.Stride.Width);
        return ((pixels - 1) * stage.Input.ChannelStride) + block.Channels <= width.Lanes;
    }

    private static int LargestDivisor(int number, int limit)
    {
        int divisor = Math.Max(1, Math.Min(number, limit));
        while (number % divisor != 0)
            divisor--;
        return divisor;
    }
}
