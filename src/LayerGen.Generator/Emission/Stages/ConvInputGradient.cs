using LayerGen.Generator.Core;
using LayerGen.Generator.Core.Layers;
using LayerGen.Generator.Core.Planning;

namespace LayerGen.Generator.Emission.Stages;

/// <summary>
/// Writes the input gradient of a convolution: position by position, the weights of the filters that carry gradient
/// there are summed in registers, each times its gradient, and the sums are added to what lies under the kernel.
/// </summary>
/// <remarks>
/// Positions come column by column, and blocks of a kernel row's last values first: so an input meets the positions above
/// it in the same order however many blocks there are, and has the same bits on every width.
/// </remarks>
internal static class ConvInputGradient
{
    /// <summary>Filters of one mask.</summary>
    private const int MaskCapacity = 64;

    public static void Write(SourceWriter writer, ConvStage stage, VectorWidth width)
    {
        KernelBlock block = Tiling.InputGradient(
            width,
            stage.Kernel.Height,
            stage.RunLength,
            stage.Filters
        );
        FusedPool? max = stage.Pool is { Pooling: Pooling.Max } pool ? pool : null;
        bool inRows = block.Rows < stage.Kernel.Height;
        bool inParts = block.Blocks > 1;
        bool inWindow = max is { Size.Width: > 1 };
        bool inMasks = stage.Filters > MaskCapacity;
        int floats = block.Vectors * width.Lanes;

        // Blocks outermost: the weights that a block reads of all filters stay in the first-level cache.
        if (inRows)
            writer.Write(
                $"for (nint ky = {stage.Kernel.Height - block.Rows}; ky >= 0; ky -= {block.Rows})"
            );
        if (inParts)
            writer.Write(
                $"for (nint part = {(block.Blocks - 1) * floats}; part >= 0; part -= {floats})"
            );
        writer.Write($"for (nint column = 0; column < {stage.Output.Width}; column++)");
        if (inWindow)
            writer.Write($"for (nint x = 0; x < {max!.Size.Width}; x++)");
        writer.Open($"for (nint row = 0; row < {stage.Output.Height}; row++)");
        WritePlaces(writer, stage, inRows, inParts, inWindow);
        if (inMasks)
            writer.Open($"for (nint first = 0; first < {stage.Filters}; first += {MaskCapacity})");
        string first = inMasks ? " + first" : "";
        string count =
            !inMasks ? $"{stage.Filters}"
            : stage.Filters % MaskCapacity == 0 ? $"{MaskCapacity}"
            : $"(int)Math.Min({MaskCapacity}, {stage.Filters} - first)";
        writer.Write($"ref float gradient = ref Unsafe.Add(ref dOutput, at{first});");
        writer.Write($"ulong live = LiveMask.NonZero(ref gradient, {count});");
        if (max is null)
        {
            WriteFilters(writer, stage, width, block, "live", "corner");
        }
        else
        {
            writer.Open($"for (nint y = 0; y < {max.Size.Height}; y++)");
            string place = ConvForward.Times("y", max.Size.Width) + (inWindow ? " + x" : "");
            writer.Write(
                $"ulong filters = live & LiveMask.Equal(ref Unsafe.Add(ref winner, at{first}), (byte)({place}), {count});"
            );
            WriteFilters(
                writer,
                stage,
                width,
                block,
                "filters",
                $"corner + {ConvForward.Times("y", stage.Stride.Height * stage.Input.RowStride)}"
            );
            writer.Close();
        }
        if (inMasks)
            writer.Close();
        writer.Close();
    }

    /// <summary>Writes where a position's gradients are, and where the block under the kernel begins in the input.</summary>
    private static void WritePlaces(
        SourceWriter writer,
        ConvStage stage,
        bool inRows,
        bool inParts,
        bool inWindow
    )
    {
        Size2 window = ConvForward.WindowStride(stage);
        int rowStep = window.Height * stage.Stride.Height * stage.Input.RowStride;
        int columnStep = stage.Stride.Width * stage.Input.ChannelStride;
        string[] corner =
        [
            ConvForward.Times("row", rowStep),
            ConvForward.Times("column", window.Width * columnStep),
            .. inWindow ? [ConvForward.Times("x", columnStep)] : Array.Empty<string>(),
            .. inRows ? [ConvForward.Times("ky", stage.Input.RowStride)] : Array.Empty<string>(),
            .. inParts ? ["part"] : Array.Empty<string>(),
        ];
        writer.Write($"nint corner = {string.Join(" + ", corner)};");
        string origin = stage.Output.Origin == 0 ? "" : $"{stage.Output.Origin} + ";
        writer.Write(
            $"nint at = {origin}{ConvForward.Times("row", stage.Output.RowStride)} + {ConvForward.Times("column", stage.Output.ChannelStride)};"
        );
    }

    /// <summary>Writes the walk over the filters of a mask.</summary>
    private static void WriteFilters(
        SourceWriter writer,
        ConvStage stage,
        VectorWidth width,
        KernelBlock block,
        string mask,
        string place
    )
    {
        int runStride = Tiling.RunStride(stage.Kernel.Height, stage.RunLength);
        (string Sum, int Weight, int Input)[] vectors =
        [
            .. from ky in Enumerable.Range(0, block.Rows)
            from v in Enumerable.Range(0, block.Vectors)
            select (
                $"d{ky}_{v}",
                (ky * runStride) + (v * width.Lanes),
                (ky * stage.Input.RowStride) + (v * width.Lanes)
            ),
        ];
        writer.Write($"if ({mask} == 0)\n    continue;");
        writer.Write($"ref float d = ref Unsafe.Add(ref dInput, {place});");
        foreach ((string sum, _, int at) in vectors)
            writer.Write(
                $"var {sum} = {width.Name}.LoadUnsafe(ref d{ProductTileWriter.Offset(at)});"
            );
        string filter = stage.Filters > MaskCapacity ? "(first + filter)" : "filter";
        string weightBlock =
            (block.Rows < stage.Kernel.Height ? $" + {ConvForward.Times("ky", runStride)}" : "")
            + (block.Blocks > 1 ? " + part" : "");
        writer.Open("do");
        writer.Write(
            $"""
            nint filter = (nint)ulong.TrailingZeroCount({mask});
            {mask} &= {mask} - 1;
            var g = {width.Name}.Create(Unsafe.Add(ref gradient, filter));
            ref float w = ref Unsafe.Add(ref weight, ({filter} * {Buffers.FilterStride(
                stage
            )}){weightBlock});
            """
        );
        foreach ((string sum, int at, _) in vectors)
            writer.Write(
                $"{sum} = {width.Name}.MultiplyAddEstimate(g, {width.Name}.LoadUnsafe(ref w{ProductTileWriter.Offset(at)}), {sum});"
            );
        writer.Close($"}} while ({mask} != 0);");
        foreach ((string sum, _, int at) in vectors)
            writer.Write($"{sum}.StoreUnsafe(ref d{ProductTileWriter.Offset(at)});");
    }
}
