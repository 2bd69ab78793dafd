using LayerGen.Generator.Core.Layers;
using LayerGen.Generator.Core.Planning;

namespace LayerGen.Generator.Emission.Stages;

/// <summary>
/// Writes the input gradient of a convolution: position by position, the weights of the filters that carry gradient
/// there are summed in registers, each times its gradient, and the sums are added to what lies under the kernel.
/// </summary>
internal static class ConvInputGradient
{
    public static void Write(SourceWriter writer, ConvStage stage, VectorWidth width)
    {
        KernelBlock block = Tiling.InputGradient(
            width,
            stage.Kernel.Height,
            stage.RunLength,
            stage.Filters
        );
        bool max = stage.Pool?.Pooling == Pooling.Max;
        int area = stage.Pool?.Size.Area ?? 1;
        if (max)
            writer.Write(
                $"ReadOnlySpan<int> offsets = [{Literals.List(Enumerable.Range(0, area).Select(k => ConvForward.WindowOffset(stage, k)))}];"
            );
        // Blocks outermost: the weights that a block reads of all filters stay in the first-level cache.
        string weightBlock = OpenBlocks(writer, stage, width, block, out string inputBlock);
        writer.Write($"for (nint row = 0; row < {stage.Output.Height}; row++)");
        writer.Open($"for (nint column = 0; column < {stage.Output.Width}; column++)");
        int rowStep =
            ConvForward.WindowStride(stage).Height * stage.Stride.Height * stage.Input.RowStride;
        int columnStep =
            ConvForward.WindowStride(stage).Width * stage.Stride.Width * stage.Input.ChannelStride;
        writer.Write(
            $"nint corner = {ConvForward.Times("row", rowStep)} + {ConvForward.Times("column", columnStep)}{inputBlock};"
        );
        string origin = stage.Output.Origin == 0 ? "" : $"{stage.Output.Origin} + ";
        writer.Write(
            $"nint at = {origin}{ConvForward.Times("row", stage.Output.RowStride)} + {ConvForward.Times("column", stage.Output.ChannelStride)};"
        );
        bool many = stage.Filters > MaskCapacity;
        if (many)
            writer.Open($"for (nint first = 0; first < {stage.Filters}; first += {MaskCapacity})");
        string count =
            !many ? $"{stage.Filters}"
            : stage.Filters % MaskCapacity == 0 ? $"{MaskCapacity}"
            : $"(int)Math.Min({MaskCapacity}, {stage.Filters} - first)";
        string first = many ? " + first" : "";
        writer.Write($"ref float gradient = ref Unsafe.Add(ref dOutput, at{first});");
        writer.Write($"ulong live = LiveMask.NonZero(ref gradient, {count});");
        if (max)
        {
            writer.Open($"for (nint place = 0; place < {area}; place++)");
            writer.Write(
                $"ulong filters = live & LiveMask.Equal(ref Unsafe.Add(ref winner, at{first}), (byte)place, {count});"
            );
        }
        string filters = max ? "filters" : "live";
        writer.Write($"if ({filters} == 0)\n    continue;");
        writer.Write(
            max
                ? "ref float d = ref Unsafe.Add(ref dInput, corner + Unsafe.Add(ref MemoryMarshal.GetReference(offsets), place));"
                : "ref float d = ref Unsafe.Add(ref dInput, corner);"
        );
        (string Sum, int Weight, int Input)[] vectors =
        [
            .. from ky in Enumerable.Range(0, block.Rows)
            from v in Enumerable.Range(0, block.Vectors)
            select (
                $"d{ky}_{v}",
                (ky * RunStride(stage)) + (v * width.Lanes),
                (ky * stage.Input.RowStride) + (v * width.Lanes)
            ),
        ];
        foreach ((string sum, _, int at) in vectors)
            writer.Write(
                $"var {sum} = {width.Name}.LoadUnsafe(ref d{ProductTileWriter.Offset(at)});"
            );
        writer.Open("do");
        writer.Write(
            $"""
            nint filter = (nint)ulong.TrailingZeroCount({filters});
            {filters} &= {filters} - 1;
            var g = {width.Name}.Create(Unsafe.Add(ref gradient, filter));
            ref float w = ref Unsafe.Add(ref weight, ({(
                many ? "(first + filter)" : "filter"
            )} * {Buffers.FilterStride(stage)}){weightBlock});
            """
        );
        foreach ((string sum, int at, _) in vectors)
            writer.Write(
                $"{sum} = {width.Name}.MultiplyAddEstimate(g, {width.Name}.LoadUnsafe(ref w{ProductTileWriter.Offset(at)}), {sum});"
            );
        writer.Close($"}} while ({filters} != 0);");
        foreach ((string sum, _, int at) in vectors)
            writer.Write($"{sum}.StoreUnsafe(ref d{ProductTileWriter.Offset(at)});");
        if (max)
            writer.Close();
        if (many)
            writer.Close();
        writer.Close();
        if (block.Blocks > 1)
            writer.Close();
        if (block.Rows < stage.Kernel.Height)
            writer.Close();
    }

    /// <summary>Filters of one mask.</summary>
    private const int MaskCapacity = 64;

    /// <summary>Opens the loops over the blocks of a kernel, if there are several.</summary>
    private static string OpenBlocks(
        SourceWriter writer,
        ConvStage stage,
        VectorWidth width,
        KernelBlock block,
        out string inputBlock
    )
    {
        string weightBlock = inputBlock = "";
        // Last values of the kernel first: each input gets its terms in the order of positions, as from one block, and
        // so the same bits on every width.
        if (block.Rows < stage.Kernel.Height)
        {
            writer.Open(
                $"for (nint ky = {stage.Kernel.Height - block.Rows}; ky >= 0; ky -= {block.Rows})"
            );
            weightBlock += $" + (ky * {RunStride(stage)})";
            inputBlock += $" + (ky * {stage.Input.RowStride})";
        }
        if (block.Blocks > 1)
        {
            int floats = block.Vectors * width.Lanes;
            writer.Open(
                $"for (nint part = {(block.Blocks - 1) * floats}; part >= 0; part -= {floats})"
            );
            weightBlock += " + part";
            inputBlock += " + part";
        }
        return weightBlock;
    }

    private static int RunStride(ConvStage stage) =>
        Tiling.RunStride(stage.Kernel.Height, stage.RunLength);
}
