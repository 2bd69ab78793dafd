using LayerGen.Generator.Core.Layers;
using LayerGen.Generator.Core.Planning;

namespace LayerGen.Generator.Emission.Stages;

/// <summary>
/// Writes a convolution's weight gradient from live positions. Behind a maximum one position of each window carries
/// gradient, and ReLU silences many of those: the kernel walks the bits of what is left, filter by filter, with a block
/// of the filter's sums in registers.
/// </summary>
internal static class LiveGradient
{
    public static void Write(SourceWriter writer, ConvStage stage, VectorWidth width)
    {
        KernelBlock block = Tiling.Kernel(width, stage.Kernel.Height, stage.RunLength);
        bool max = stage.Pool?.Pooling == Pooling.Max;
        int words = LiveBits.PositionWords(stage);
        bool inRounds = words > WordsPerRound;
        if (max)
            writer.Write(
                $"ReadOnlySpan<int> offsets = [{Literals.List(Enumerable.Range(0, stage.Pool!.Size.Area).Select(k => ConvForward.WindowOffset(stage, k)))}];"
            );
        // What a round of positions reads of the input stays in the first-level cache for all filters.
        if (inRounds)
            writer.Open($"for (nint round = 0; round < {words}; round += {WordsPerRound})");
        writer.Open($"for (nint filter = 0; filter < {stage.Filters}; filter++)");
        string offset = OpenBlock(writer, stage, width, block);
        writer.Write($"ref float d = ref Unsafe.Add(ref dWeight, {FilterIndex(stage, block)});");
        ForEach(
            block,
            (row, v) =>
                writer.Write($"var d{row}_{v} = {Load(stage, width, "d", row, v, packed: true)};")
        );
        if (words > 1)
            writer.Open(
                inRounds
                    ? $"for (nint word = round; word < Math.Min(round + {WordsPerRound}, {words}); word++)"
                    : $"for (nint word = 0; word < {words}; word++)"
            );
        string word = words > 1 ? $"(word * {Layout.RoundUp(stage.Filters)}) + " : "";
        writer.Write($"uint live = Unsafe.Add(ref positions, {word}filter);");
        writer.Open("while (live != 0)");
        WritePosition(writer, stage, words > 1, offset);
        writer.Write($"var g = {width.Name}.Create(Unsafe.Add(ref dOutput, at));");
        ForEach(
            block,
            (row, v) =>
                writer.Write(
                    $"d{row}_{v} = {width.Name}.MultiplyAddEstimate(g, {Load(stage, width, "x", row, v, packed: false)}, d{row}_{v});"
                )
        );
        writer.Close();
        if (words > 1)
            writer.Close();
        ForEach(
            block,
            (row, v) =>
                writer.Write($"{Store($"d{row}_{v}", stage, width, "d", row, v, packed: true)};")
        );
        CloseBlock(writer, stage, block);
        writer.Close();
        if (inRounds)
            writer.Close();
    }

    /// <summary>Words of 32 positions that are walked for all filters before the next.</summary>
    private const int WordsPerRound = 8;

    /// <summary>Takes the next position: where its gradient is, and what of the input lies under the kernel there.</summary>
    private static void WritePosition(
        SourceWriter writer,
        ConvStage stage,
        bool manyWords,
        string offset
    )
    {
        Layout output = stage.Output;
        int rowStep =
            ConvForward.WindowStride(stage).Height * stage.Stride.Height * stage.Input.RowStride;
        int columnStep =
            ConvForward.WindowStride(stage).Width * stage.Stride.Width * stage.Input.ChannelStride;
        string origin = output.Origin == 0 ? "" : $"{output.Origin} + ";
        // Where rows follow each other without a gap the position alone says where its gradient is.
        string place =
            output.RowStride == output.Width * output.ChannelStride
                ? ConvForward.Times("(nint)position", output.ChannelStride)
                : $"{ConvForward.Times("row", output.RowStride)} + {ConvForward.Times("column", output.ChannelStride)}";
        string winner =
            stage.Pool?.Pooling == Pooling.Max
                ? " + Unsafe.Add(ref MemoryMarshal.GetReference(offsets), Unsafe.Add(ref winner, at))"
                : "";
        writer.Write(
            $"""
            uint position = uint.TrailingZeroCount(live){(manyWords ? $" + (uint)(word * {LiveBits.PositionsPerWord})" : "")};
            live &= live - 1;
            nint row = (nint)(position / {output.Width});
            nint column = (nint)(position % {output.Width});
            nint at = {origin}{place} + filter;
            ref float x = ref Unsafe.Add(ref input, {ConvForward.Times(
                "row",
                rowStep
            )} + {ConvForward.Times("column", columnStep)}{winner}{offset});
            """
        );
    }

    /// <summary>Opens the loops over the blocks of a kernel, if there are several; gives a block's place in the input.</summary>
    private static string OpenBlock(
        SourceWriter writer,
        ConvStage stage,
        VectorWidth width,
        KernelBlock block
    )
    {
        string offset = "";
        if (block.Rows < stage.Kernel.Height)
        {
            writer.Open($"for (nint ky = 0; ky < {stage.Kernel.Height}; ky += {block.Rows})");
            offset += $" + (ky * {stage.Input.RowStride})";
        }
        if (block.Blocks > 1)
        {
            int floats = block.Vectors * width.Lanes;
            writer.Open($"for (nint part = 0; part < {block.Blocks * floats}; part += {floats})");
            offset += " + part";
        }
        return offset;
    }

    private static void CloseBlock(SourceWriter writer, ConvStage stage, KernelBlock block)
    {
        if (block.Blocks > 1)
            writer.Close();
        if (block.Rows < stage.Kernel.Height)
            writer.Close();
    }

    private static string FilterIndex(ConvStage stage, KernelBlock block) =>
        $"filter * {Buffers.FilterStride(stage)}"
        + (block.Rows < stage.Kernel.Height ? $" + (ky * {RunStride(stage)})" : "")
        + (block.Blocks > 1 ? " + part" : "");

    private static void ForEach(KernelBlock block, Action<int, int> write)
    {
        for (int row = 0; row < block.Rows; row++)
        for (int v = 0; v < block.Vectors; v++)
            write(row, v);
    }

    private static string Load(
        ConvStage stage,
        VectorWidth width,
        string name,
        int row,
        int v,
        bool packed
    ) =>
        $"{width.Name}.LoadUnsafe(ref {name}{ProductTileWriter.Offset(At(stage, width, row, v, packed))})";

    private static string Store(
        string value,
        ConvStage stage,
        VectorWidth width,
        string name,
        int row,
        int v,
        bool packed
    ) =>
        $"{value}.StoreUnsafe(ref {name}{ProductTileWriter.Offset(At(stage, width, row, v, packed))})";

    private static int At(ConvStage stage, VectorWidth width, int row, int v, bool packed) =>
        (row * (packed ? RunStride(stage) : stage.Input.RowStride)) + (v * width.Lanes);

    private static int RunStride(ConvStage stage) =>
        Tiling.RunStride(stage.Kernel.Height, stage.RunLength);
}
