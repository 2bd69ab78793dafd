using LayerGen.Generator.Core.Layers;
using LayerGen.Generator.Core.Planning;

namespace LayerGen.Generator.Emission.Stages;

/// <summary>
/// Writes convolution by F(m×n, 3×3): inputs of a round of tiles are transformed, each component is one product, and the
/// products of a tile are transformed to its m×n outputs, which hold whole pooling windows, or halves that the next tile
/// completes. Columns are transformed first, then rows.
/// </summary>
internal static class WinogradForward
{
    /// <summary>
    /// The forward kernel and its parts. Transforms keep many constants and a whole tile in registers, products their sums:
    /// in one function the compiler would hold the constants while it multiplies, and with 16 registers put the sums into
    /// memory at every step.
    /// </summary>
    public static IEnumerable<Kernel> Kernels(ConvStage stage, Kernel forward)
    {
        Winograd tiles = stage.Tiles!;
        yield return forward;
        yield return new(
            TransformInput(stage),
            "ref float input, ref float transformed",
            $"Transforms a round of tiles of {stage.Name}'s input, to a factor of each product.",
            (writer, width) => WriteInputTransform(writer, stage, width),
            IsPart: true
        );
        yield return new(
            Multiply(stage),
            "ref float transformed, ref float weight, ref float products",
            $"Multiplies a round of transformed tiles of {stage.Name} with the weights of some filters.",
            (writer, width) => WriteProducts(writer, stage, width),
            IsPart: true
        );
        yield return WinogradOutputs.Kernel(stage);
        yield return new(
            $"{stage.Name}TransformWeight",
            "ref float weight, ref float transformed, nint begin, nint end",
            $"Transforms the weight of {stage.Name} to the {tiles.Products} components of F({tiles.Tile}, 3×3), for a range of channels.",
            (writer, width) => WriteWeightTransform(writer, stage, width)
        );
    }

    private static string TransformInput(ConvStage stage) => $"{stage.Name}TransformInput";

    private static string Multiply(ConvStage stage) => $"{stage.Name}Multiply";

    public static void Write(SourceWriter writer, ConvStage stage, VectorWidth width)
    {
        Winograd tiles = stage.Tiles!;
        bool inRounds = tiles.RowsPerRound < tiles.Rows;
        if (inRounds)
            writer.Open(
                $"for (nint round = 0; round < {tiles.Rows}; round += {tiles.RowsPerRound})"
            );
        string input = inRounds
            ? $"Unsafe.Add(ref input, {ConvForward.Times("round", tiles.Tile.Height * stage.Input.RowStride)})"
            : "input";
        writer.Write($"{TransformInput(stage)}(ref {input}, ref transformed);");
        int block = tiles.Block(stage, width);
        bool inBlocks = block < stage.Filters;
        if (inBlocks)
            writer.Open($"for (nint filter = 0; filter < {stage.Filters}; filter += {block})");
        string weight = inBlocks
            ? $"Unsafe.Add(ref weight, filter / {block} * {tiles.WeightBlockSize(stage, width)})"
            : "weight";
        writer.Write($"{Multiply(stage)}(ref transformed, ref {weight}, ref products);");
        writer.Write(
            WinogradOutputs.Call(stage, inRounds ? "round" : "0", inBlocks ? "filter" : "0")
        );
        if (inBlocks)
            writer.Close();
        if (inRounds)
            writer.Close();
        SeparateActivation.Write(writer, stage, width);
    }

    /// <summary>Writes V = Bᵀ d B for each tile and vector of channels.</summary>
    private static void WriteInputTransform(SourceWriter writer, ConvStage stage, VectorWidth width)
    {
        Winograd tiles = stage.Tiles!;
        Layout input = stage.Input;
        writer.Write($"for (nint row = 0; row < {tiles.RowsPerRound}; row++)");
        writer.Write($"for (nint column = 0; column < {tiles.Columns}; column++)");
        writer.Open(
            $"for (nint c = 0; c < {width.VectorsFor(input.Channels) * width.Lanes}; c += {width.Lanes})"
        );
        (WinogradTransform vertical, WinogradTransform horizontal) = (
            tiles.Vertical,
            tiles.Horizontal
        );
        writer.Write(
            $"ref float x = ref Unsafe.Add(ref input, (row * {tiles.Tile.Height * input.RowStride}) + (column * {tiles.Tile.Width * input.ChannelStride}) + c);"
        );
        for (int j = 0; j < horizontal.Products; j++)
            writer.Write(
                $"{WinogradFunctions.Input("Column", vertical)}({Place("x", j * input.ChannelStride)}, {input.RowStride}, {Column("out var t", vertical.Products, j)});"
            );
        writer.Write(
            $"ref float y = ref Unsafe.Add(ref transformed, (((row * {tiles.Columns}) + column) * {input.ChannelStride}) + c);"
        );
        int size = tiles.ComponentSize(stage);
        for (int i = 0; i < vertical.Products; i++)
            writer.Write(
                $"{WinogradFunctions.Input("Row", horizontal)}({Row("t", i, horizontal.Products)}, {Place("y", i * horizontal.Products * size)}, {size});"
            );
        writer.Close();
    }

    /// <summary><c>t0j, t1j, …</c></summary>
    private static string Column(string name, int rows, int column) =>
        string.Join(", ", Enumerable.Range(0, rows).Select(row => $"{name}{row}{column}"));

    /// <summary><c>ti0, ti1, …</c></summary>
    private static string Row(string name, int row, int columns) =>
        string.Join(", ", Enumerable.Range(0, columns).Select(column => $"{name}{row}{column}"));

    private static string Place(string start, int offset) =>
        offset == 0 ? $"ref {start}" : $"ref Unsafe.Add(ref {start}, {offset})";

    /// <summary>Writes M[k] = V[k] · U[k] for each component and a block of filters.</summary>
    private static void WriteProducts(SourceWriter writer, ConvStage stage, VectorWidth width)
    {
        Winograd tiles = stage.Tiles!;
        ProductTile tile = tiles.ProductTile(stage, width);
        int block = tiles.Block(stage, width);
        writer.Open($"for (nint k = 0; k < {tiles.Products}; k++)");
        int full = tiles.TilesPerRound / tile.Rows * tile.Rows;
        if (full > tile.Rows)
        {
            writer.Open($"for (nint tile = 0; tile < {full}; tile += {tile.Rows})");
            WriteTile("tile", tile.Rows);
            writer.Close();
        }
        else
        {
            writer.Open();
            WriteTile("0", tile.Rows);
            writer.Close();
        }
        if (tile.LastRows > 0)
        {
            writer.Open();
            WriteTile($"{full}", tile.LastRows);
            writer.Close();
        }
        writer.Close();

        void WriteTile(string first, int rows)
        {
            int channelStride = stage.Input.ChannelStride;
            ProductTileWriter product = new(
                width.Name,
                width.Lanes,
                [.. Enumerable.Range(0, rows).Select(row => row * channelStride)],
                tile.Vectors,
                1,
                block
            );
            string at = first == "0" ? "" : $" + {ConvForward.Times(first, channelStride)}";
            writer.Write(
                $"ref float x = ref Unsafe.Add(ref transformed, (k * {tiles.ComponentSize(stage)}){at});"
            );
            writer.Write(
                $"ref float w = ref Unsafe.Add(ref weight, k * {Winograd.WeightStride(stage, block)});"
            );
            product.Clear(writer);
            writer.Block(
                $"for (nint c = 0; c < {stage.Input.Channels}; c++)",
                () => product.Step(writer)
            );
            string target = first == "0" ? "" : $" + {ConvForward.Times(first, block)}";
            writer.Write(
                $"ref float y = ref Unsafe.Add(ref products, (k * {tiles.ProductStride(block)}){target});"
            );
            for (int row = 0; row < rows; row++)
            for (int v = 0; v < tile.Vectors; v++)
                writer.Write(
                    $"{ProductTileWriter.Sum(row, v)}.StoreUnsafe(ref y{ProductTileWriter.Offset((row * block) + (v * width.Lanes))});"
                );
        }
    }

    /// <summary>Writes U = G g Gᵀ for a range of channels: from the natural weight to its components.</summary>
    public static void WriteWeightTransform(SourceWriter writer, ConvStage stage, VectorWidth width)
    {
        Winograd tiles = stage.Tiles!;
        (WinogradTransform vertical, WinogradTransform horizontal) = (
            tiles.Vertical,
            tiles.Horizontal
        );
        int tap = stage.Input.Channels * stage.Filters;
        writer.Write("for (nint channel = begin; channel < end; channel++)");
        writer.Open($"for (nint filter = 0; filter < {stage.Filters}; filter += {width.Lanes})");
        writer.Write(
            $"ref float g = ref Unsafe.Add(ref weight, (channel * {stage.Filters}) + filter);"
        );
        for (int j = 0; j < 3; j++)
            writer.Write(
                $"{WinogradFunctions.Weight("Column", vertical)}({Place("g", j * tap)}, {3 * tap}, {Column("out var t", vertical.Products, j)});"
            );
        int block = tiles.Block(stage, width);
        int step = Winograd.WeightStride(stage, block);
        string place =
            block == stage.Filters
                ? $"(channel * {block}) + filter"
                : $"(filter / {block} * {tiles.WeightBlockSize(stage, width)}) + (channel * {block}) + (filter % {block})";
        writer.Write($"ref float u = ref Unsafe.Add(ref transformed, {place});");
        for (int i = 0; i < vertical.Products; i++)
            writer.Write(
                $"{WinogradFunctions.Weight("Row", horizontal)}({Row("t", i, 3)}, {Place("u", i * horizontal.Products * step)}, {step});"
            );
        writer.Close();
    }
}
