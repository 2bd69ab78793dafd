using LayerGen.Generator.Core.Planning;

namespace LayerGen.Generator.Emission.Stages;

/// <summary>
/// Writes a convolution's weight gradient from lists. Behind a maximum one position of each window carries gradient, and
/// ReLU silences many of those: the kernel walks the short list of what is left, filter by filter, with a block of the
/// filter's sums in registers.
/// </summary>
internal static class ListedGradient
{
    public static void Write(SourceWriter writer, ConvStage stage, VectorWidth width)
    {
        KernelBlock block = Tiling.Kernel(width, stage.Kernel.Height, stage.RunLength);
        bool hasBias = stage.Learned.Bias is not null;
        bool oneBlock = block.Rows == stage.Kernel.Height && block.Blocks == 1;
        OpenFilter(writer, stage);
        if (hasBias)
            writer.Write("float sum = 0f;");
        if (hasBias && !oneBlock)
        {
            writer.Write("for (nint i = 0; i < count; i++)");
            writer.Write("    sum += Unsafe.Add(ref gradient, i);");
        }
        string offset = OpenBlock(writer, stage, width, block);
        writer.Write($"ref float d = ref Unsafe.Add(ref dWeight, {FilterIndex(stage, block)});");
        ForEach(
            block,
            (row, v) =>
                writer.Write($"var d{row}_{v} = {Load(stage, width, "d", row, v, packed: true)};")
        );
        writer.Open("for (nint i = 0; i < count; i++)");
        writer.Write(
            $"ref float x = ref Unsafe.Add(ref input, Unsafe.Add(ref position, i){offset});"
        );
        writer.Write($"var g = {width.Name}.Create(Unsafe.Add(ref gradient, i));");
        if (hasBias && oneBlock)
            writer.Write("sum += Unsafe.Add(ref gradient, i);");
        ForEach(
            block,
            (row, v) =>
                writer.Write(
                    $"d{row}_{v} = {width.Name}.MultiplyAddEstimate(g, {Load(stage, width, "x", row, v, packed: false)}, d{row}_{v});"
                )
        );
        writer.Close();
        ForEach(
            block,
            (row, v) =>
                writer.Write($"{Store($"d{row}_{v}", stage, width, "d", row, v, packed: true)};")
        );
        CloseBlock(writer, stage, block);
        if (hasBias)
            writer.Write("Unsafe.Add(ref dBias, filter) += sum;");
        writer.Close();
    }

    private static void OpenFilter(SourceWriter writer, ConvStage stage)
    {
        int capacity = Buffers.ListCapacity(stage);
        writer.Open($"for (nint filter = 0; filter < {stage.Filters}; filter++)");
        writer.Write(
            $"""
            nint count = Unsafe.Add(ref counts, filter);
            ref int position = ref Unsafe.Add(ref positions, filter * {capacity});
            ref float gradient = ref Unsafe.Add(ref gradients, filter * {capacity});
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
