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
/// it in the same order however many blocks there are, and has the same bits on every width. Down a column, rows that
/// also lie under the next position's kernel stay in their registers.
/// </remarks>
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
        bool inRows = block.Rows < stage.Kernel.Height;
        bool inParts = block.Blocks > 1;
        int floats = block.Vectors * width.Lanes;

        WriteMasks(writer, stage);
        // Blocks outermost: the weights that a block reads of all filters stay in the first-level cache.
        if (inRows)
            writer.Write(
                $"for (nint ky = {stage.Kernel.Height - block.Rows}; ky >= 0; ky -= {block.Rows})"
            );
        if (inParts)
            writer.Write(
                $"for (nint part = {(block.Blocks - 1) * floats}; part >= 0; part -= {floats})"
            );
        if (inRows || inParts)
            writer.Open();
        writer.Write("ref ulong mask = ref masks;");
        writer.Write("ulong next = mask; // loaded before the walk over the one in hand");
        writer.Write($"for (nint column = 0; column < {stage.Output.Width}; column++)");
        Size2 places = LiveBits.Places(stage);
        if (places.Width > 1)
            writer.Write($"for (nint x = 0; x < {places.Width}; x++)");
        if (places.Height > 1)
            writer.Write($"for (nint y = 0; y < {places.Height}; y++)");
        writer.Open();
        writer.Write(
            $"ref float d = ref Unsafe.Add(ref dInput, {Corner(stage, inRows, inParts)});"
        );
        writer.Write($"ref float gradient = ref Unsafe.Add(ref dOutput, {At(stage, "0")});");
        int step = ConvForward.WindowStride(stage).Height * stage.Stride.Height;
        int kept = Math.Max(0, block.Rows - step);
        Load(0, kept);
        writer.Open($"for (nint row = 0; row < {stage.Output.Height}; row++)");
        Load(kept, block.Rows);
        WriteFilters(writer, stage, width, block);
        Store(block.Rows - kept);
        if (kept > 0)
            writer.Write("// What lies under the next position's kernel, too, stays in registers.");
        for (int row = 0; row < kept; row++)
        for (int v = 0; v < block.Vectors; v++)
            writer.Write($"{Sum(row, v)} = {Sum(row + step, v)};");
        writer.Write($"d = ref Unsafe.Add(ref d, {step * stage.Input.RowStride});");
        writer.Write($"gradient = ref Unsafe.Add(ref gradient, {stage.Output.RowStride});");
        writer.Close();
        Store(kept);
        writer.Close();
        if (inRows || inParts)
            writer.Close();

        void Load(int from, int to)
        {
            for (int row = from; row < to; row++)
            for (int v = 0; v < block.Vectors; v++)
                writer.Write($"var {Sum(row, v)} = {width.Name}.LoadUnsafe(ref d{Place(row, v)});");
        }

        void Store(int rows)
        {
            for (int row = 0; row < rows; row++)
            for (int v = 0; v < block.Vectors; v++)
                writer.Write($"{Sum(row, v)}.StoreUnsafe(ref d{Place(row, v)});");
        }

        string Place(int row, int v) =>
            ProductTileWriter.Offset((row * stage.Input.RowStride) + (v * width.Lanes));
    }

    private static string Sum(int row, int vector) => $"d{row}_{vector}";

    /// <summary>
    /// Writes the masks of all positions before any is walked, in the order of the walk: so the next one is in a register
    /// when one comes to its end, which no processor can foretell.
    /// </summary>
    private static void WriteMasks(SourceWriter writer, ConvStage stage)
    {
        bool inMasks = LiveBits.FilterMasks(stage) > 1;
        writer.Write($"for (nint column = 0; column < {stage.Output.Width}; column++)");
        writer.Write($"for (nint row = 0; row < {stage.Output.Height}; row++)");
        if (inMasks)
            writer.Write(
                $"for (nint first = 0; first < {stage.Filters}; first += {LiveBits.FiltersPerMask})"
            );
        writer.Open();
        writer.Write($"nint at = {At(stage, "row")}{(inMasks ? " + first" : "")};");
        int rest = stage.Filters % LiveBits.FiltersPerMask;
        string count =
            !inMasks ? $"{stage.Filters}"
            : rest == 0 ? $"{LiveBits.FiltersPerMask}"
            : $"(int)Math.Min({LiveBits.FiltersPerMask}, {stage.Filters} - first)";
        string live = $"LiveMask.NonZero(ref Unsafe.Add(ref dOutput, at), {count})";
        Size2 places = LiveBits.Places(stage);
        if (stage.Pool is not { Pooling: Pooling.Max })
        {
            writer.Write($"{Mask(stage, "0", "0")} = {live};");
        }
        else
        {
            writer.Write($"ulong live = {live};");
            writer.Write($"for (nint x = 0; x < {places.Width}; x++)");
            writer.Write($"for (nint y = 0; y < {places.Height}; y++)");
            writer.Write(
                $"    {Mask(stage, "x", "y")} = live & LiveMask.Equal(ref Unsafe.Add(ref winner, at), (byte)({ConvForward.Times("y", places.Width)} + x), {count});"
            );
        }
        writer.Close();
    }

    /// <summary>A mask's place: masks lie in the order in which they are walked.</summary>
    private static string Mask(ConvStage stage, string x, string y)
    {
        Size2 places = LiveBits.Places(stage);
        int masks = LiveBits.FilterMasks(stage);
        int column = stage.Output.Height * masks;
        string[] terms =
        [
            ConvForward.Times("column", places.Area * column),
            ConvForward.Times(x, places.Height * column),
            ConvForward.Times(y, column),
            ConvForward.Times("row", masks),
            .. masks > 1 ? [$"(first / {LiveBits.FiltersPerMask})"] : Array.Empty<string>(),
        ];
        return $"Unsafe.Add(ref masks, {string.Join(" + ", terms.Where(term => term != "0"))})";
    }

    /// <summary>Where the first filter's gradient at a position of a column is.</summary>
    private static string At(ConvStage stage, string row)
    {
        Layout output = stage.Output;
        string[] terms =
        [
            $"{output.Origin}",
            ConvForward.Times(row, output.RowStride),
            ConvForward.Times("column", output.ChannelStride),
        ];
        return string.Join(" + ", terms.Where(term => term != "0"));
    }

    /// <summary>Where the block under the kernel begins in the input, at the first position of a column.</summary>
    private static string Corner(ConvStage stage, bool inRows, bool inParts)
    {
        int columnStep = stage.Stride.Width * stage.Input.ChannelStride;
        Size2 places = LiveBits.Places(stage);
        string[] terms =
        [
            ConvForward.Times("column", ConvForward.WindowStride(stage).Width * columnStep),
            .. places.Width > 1 ? [ConvForward.Times("x", columnStep)] : Array.Empty<string>(),
            .. places.Height > 1
                ? [ConvForward.Times("y", stage.Stride.Height * stage.Input.RowStride)]
                : Array.Empty<string>(),
            .. inRows ? [ConvForward.Times("ky", stage.Input.RowStride)] : Array.Empty<string>(),
            .. inParts ? ["part"] : Array.Empty<string>(),
        ];
        return string.Join(" + ", terms);
    }

    /// <summary>Writes the walk over the filters that carry gradient at a position.</summary>
    private static void WriteFilters(
        SourceWriter writer,
        ConvStage stage,
        VectorWidth width,
        KernelBlock block
    )
    {
        int runStride = Tiling.RunStride(stage.Kernel.Height, stage.RunLength);
        bool inMasks = LiveBits.FilterMasks(stage) > 1;
        string place =
            (block.Rows < stage.Kernel.Height ? $" + {ConvForward.Times("ky", runStride)}" : "")
            + (block.Blocks > 1 ? " + part" : "");
        if (inMasks)
            writer.Open(
                $"for (nint first = 0; first < {stage.Filters}; first += {LiveBits.FiltersPerMask})"
            );
        writer.Write(
            """
            ulong live = next;
            mask = ref Unsafe.Add(ref mask, 1);
            next = mask;
            """
        );
        writer.Open("while (live != 0)");
        writer.Write(
            $"""
            nint filter = {(inMasks ? "first + " : "")}(nint)ulong.TrailingZeroCount(live);
            live &= live - 1;
            var g = {width.Name}.Create(Unsafe.Add(ref gradient, filter));
            ref float w = ref Unsafe.Add(ref weight, (filter * {stage.FilterStride}){place});
            """
        );
        for (int row = 0; row < block.Rows; row++)
        for (int v = 0; v < block.Vectors; v++)
            writer.Write(
                $"{Sum(row, v)} = {width.Name}.MultiplyAddEstimate(g, {width.Name}.LoadUnsafe(ref w{ProductTileWriter.Offset((row * runStride) + (v * width.Lanes))}), {Sum(row, v)});"
            );
        writer.Close();
        if (inMasks)
            writer.Close();
    }
}
