using LayerGen.Generator.Core;
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
        int words = LiveBits.PositionWords(stage);
        bool inRounds = words > WordsPerRound;
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
        WritePosition(writer, stage, isFirst: true);
        writer.Open("while (live != 0)");
        writer.Write($"ref float x = ref Unsafe.Add(ref input, place{offset});");
        writer.Write($"var g = {width.Name}.Create(gradient);");
        writer.Write("live &= live - 1;");
        WritePosition(writer, stage, isFirst: false);
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

    /// <summary>
    /// Finds the next position: its gradient, and where the input lies under the kernel there. That is done before the sums
    /// of the position in hand: loads whose address is another load's result would wait behind theirs. Behind a word's last
    /// bit the map's last position is found and left.
    /// </summary>
    private static void WritePosition(SourceWriter writer, ConvStage stage, bool isFirst)
    {
        Layout output = stage.Output;
        Size2 window = ConvForward.WindowStride(stage);
        (int row, int column) = (
            stage.Stride.Height * stage.Input.RowStride,
            stage.Stride.Width * stage.Input.ChannelStride
        );
        bool max = stage.Pool?.Pooling == Pooling.Max;
        string word =
            LiveBits.PositionWords(stage) > 1
                ? $" + (uint)(word * {LiveBits.PositionsPerWord})"
                : "";
        string origin = output.Origin == 0 ? "" : $"{output.Origin} + ";
        string at = Place("position", output.Width, output.RowStride, output.ChannelStride);
        string place = Place("position", output.Width, window.Height * row, window.Width * column);
        if (isFirst)
            writer.Write("// A position ahead of the sums.");
        Set(
            "uint",
            "position",
            $"Math.Min(uint.TrailingZeroCount(live){word}, {(output.Height * output.Width) - 1})"
        );
        Set("nint", "at", $"{origin}{at} + filter");
        if (max)
            Set("uint", "largest", "Unsafe.Add(ref winner, at)");
        Set(
            "nint",
            "place",
            place + (max ? $" + {Place("largest", stage.Pool!.Size.Width, row, column)}" : "")
        );
        Set("float", "gradient", "Unsafe.Add(ref dOutput, at)");

        void Set(string type, string name, string value) =>
            writer.Write($"{(isFirst ? type + " " : "")}{name} = {value};");
    }

    /// <summary>Where the one with an index lies, of places in rows: a division by a row's length, and no remainder.</summary>
    private static string Place(string index, int width, int rowStep, int columnStep)
    {
        int gap = rowStep - (width * columnStep);
        string place = ConvForward.Times($"(nint){index}", columnStep);
        return gap == 0
            ? place
            : $"{place} + {ConvForward.Times($"(nint)({index} / {width})", gap)}";
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
        $"filter * {stage.FilterStride}"
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
