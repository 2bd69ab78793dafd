using LayerGen.Generator.Core.Layers;
using LayerGen.Generator.Core.Planning;

namespace LayerGen.Generator.Emission.Stages;

/// <summary>
/// Writes how products of F(m×n, 3×3) become outputs: Aᵀ M A for each tile and vector of filters, and what follows the
/// convolution. Where windows lie half in one tile and half in the next, tiles take turns in pairs.
/// </summary>
internal static class WinogradOutputs
{
    /// <summary>The part of the forward kernel that makes outputs of the products of a round and a block of filters.</summary>
    public static Kernel Kernel(ConvStage stage) =>
        new(
            $"{stage.Name}Outputs",
            string.Join(", ", Buffers(stage).Select(each => $"ref {each.Type} {each.Name}"))
                + ", nint round, nint filter",
            $"Makes the outputs of {stage.Name} from the products of a round of tiles, for some filters.",
            (writer, width) => Write(writer, stage, width),
            IsPart: true
        );

    /// <summary>The statement that calls it, from inside the forward kernel.</summary>
    public static string Call(ConvStage stage, string round, string filter) =>
        $"{stage.Name}Outputs({string.Join(", ", Buffers(stage).Select(each => $"ref {each.Name}"))}, {round}, {filter});";

    private static IEnumerable<(string Type, string Name)> Buffers(ConvStage stage)
    {
        yield return ("float", "products");
        if (stage.Learned.Bias is not null)
            yield return ("float", "bias");
        yield return ("float", "output");
        if (stage.Pool?.Pooling == Pooling.Max)
            yield return ("byte", "winner");
        if (stage.KeepsMap)
            yield return ("float", "map");
    }

    private static void Write(SourceWriter writer, ConvStage stage, VectorWidth width)
    {
        const string row = "(round + row)";
        const string filter = "filter + f";
        Winograd tiles = stage.Tiles!;
        int block = tiles.Block(stage, width);
        writer.Open($"for (nint f = 0; f < {block}; f += {width.Lanes})");
        if (stage.Learned.Bias is not null)
            writer.Write(
                $"var bias0 = {width.Name}.LoadUnsafe(ref Unsafe.Add(ref bias, {filter}));"
            );
        writer.Write($"for (nint row = 0; row < {tiles.RowsPerRound}; row++)");
        writer.Open($"for (nint column = 0; column < {tiles.Columns / tiles.Abreast}; column++)");
        string first = ConvForward.Times("column", tiles.Abreast);
        writer.Write(
            $"ref float m = ref Unsafe.Add(ref products, (((row * {tiles.Columns}) + {first}) * {block}) + f);"
        );
        for (int tile = 0; tile < tiles.Abreast; tile++)
        {
            WriteColumns(writer, tiles, tiles.ProductStride(block), tile * block, tile);
            if (stage.Pool is null)
                WritePositions(writer, stage, row, filter);
            else
                WriteWindows(writer, stage, width, tile, row, filter);
        }
        writer.Close();
        writer.Close();
    }

    /// <summary>Names of what the columns of a tile give: <c>t</c>, and <c>u</c> for the second of a pair.</summary>
    private static string Name(int tile) => tile == 0 ? "t" : "u";

    private static void WriteColumns(
        SourceWriter writer,
        Winograd tiles,
        int stride,
        int offset,
        int tile
    )
    {
        int columns = tiles.Horizontal.Products;
        for (int j = 0; j < columns; j++)
        {
            int at = (j * stride) + offset;
            IEnumerable<string> results = Enumerable
                .Range(0, tiles.Tile.Height)
                .Select(i => $"out var {Name(tile)}{i}{j}");
            writer.Write(
                $"{WinogradFunctions.Output("Column", tiles.Vertical)}(ref {(at == 0 ? "m" : $"Unsafe.Add(ref m, {at})")}, {columns * stride}, {string.Join(", ", results)});"
            );
        }
    }

    /// <summary>Writes the outputs of a row of a tile as sums of so many names.</summary>
    private static void WriteRow(
        SourceWriter writer,
        Winograd tiles,
        int tile,
        int row,
        Func<int, string> sum
    )
    {
        IEnumerable<string> arguments =
        [
            .. Enumerable.Range(0, tiles.Horizontal.Products).Select(j => $"{Name(tile)}{row}{j}"),
            .. Enumerable.Range(0, tiles.Tile.Width).Select(j => $"out var {sum(j)}"),
        ];
        writer.Write(
            $"{WinogradFunctions.Output("Row", tiles.Horizontal)}({string.Join(", ", arguments)});"
        );
    }

    /// <summary>Writes a tile's outputs as they are, those outside the map left out.</summary>
    private static void WritePositions(
        SourceWriter writer,
        ConvStage stage,
        string row,
        string filter
    )
    {
        Winograd tiles = stage.Tiles!;
        Layout output = stage.Output;
        (int height, int width) = (tiles.Tile.Height, tiles.Tile.Width);
        WriteAt(writer, output, $"({row} * {height * output.RowStride})", width, filter);
        string bias = stage.Learned.Bias is null ? "" : " + bias0";
        for (int i = 0; i < height; i++)
        {
            int first = i * width;
            WriteRow(writer, tiles, 0, i, j => ProductTileWriter.Sum(first + j, 0));
            for (int j = 0; j < width; j++)
            {
                string[] inside =
                [
                    .. Inside("column", j, width, tiles.Columns, output.Width),
                    .. Inside(row, i, height, tiles.Rows, output.Height),
                ];
                int offset = (i * output.RowStride) + (j * output.ChannelStride);
                string sum = ProductTileWriter.Sum(first + j, 0) + bias;
                string store =
                    $"{Activations.ApplyToSum(stage.Activation, sum)}.StoreUnsafe(ref output, (nuint)(at + {offset}));";
                writer.Write(
                    inside.Length == 0 ? store : $"if ({string.Join(" && ", inside)})\n    {store}"
                );
            }
        }
    }

    /// <summary>
    /// Writes the windows that a tile completes, row by row of windows. All of them are outputs: tiles stay inside the
    /// input, and a row or column of positions that no window reads is less than one tile.
    /// </summary>
    private static void WriteWindows(
        SourceWriter writer,
        ConvStage stage,
        VectorWidth width,
        int tile,
        string row,
        string filter
    )
    {
        Winograd tiles = stage.Tiles!;
        Layout output = stage.Output;
        int rows = tiles.Tile.Height / 2;
        int windows = tiles.Abreast * tiles.Tile.Width / 2;
        int before = tile * tiles.Tile.Width / 2;
        int behind = (tile + 1) * tiles.Tile.Width / 2;
        for (int i = 0; i < rows; i++)
        {
            string windowRow = rows == 1 ? row : $"(({row} * {rows}) + {i})";
            if (rows > 1)
                writer.Open();
            for (int half = 0; half < 2; half++)
            {
                int above = 2 * half;
                WriteRow(
                    writer,
                    tiles,
                    tile,
                    (2 * i) + half,
                    j =>
                    {
                        int column = (tile * tiles.Tile.Width) + j;
                        return ProductTileWriter.Sum((column / 2 * 4) + above + (column % 2), 0);
                    }
                );
            }
            if (tile == 0)
            {
                if (!SeparateActivation.HasMean(stage))
                    WriteAt(writer, output, $"({windowRow} * {output.RowStride})", windows, filter);
                string column = windows == 1 ? "column" : $"(column * {windows})";
                ConvForward.WriteMapIndex(writer, stage, windowRow, column, filter);
            }
            for (int t = before; t < behind; t++)
                ConvForward.WriteOutput(
                    writer,
                    stage,
                    width,
                    area: 4,
                    t,
                    v: 0,
                    ConvForward.Shifted("at", t * output.ChannelStride)
                );
            if (rows > 1)
                writer.Close();
        }
    }

    private static void WriteAt(
        SourceWriter writer,
        Layout output,
        string row,
        int step,
        string filter
    ) =>
        writer.Write(
            $"nint at = {(output.Origin == 0 ? "" : $"{output.Origin} + ")}{row} + (column * {step * output.ChannelStride}) + {filter};"
        );

    /// <summary>The condition that the one of so many in each step lies within a length, where that is not always so.</summary>
    private static IEnumerable<string> Inside(
        string step,
        int index,
        int perStep,
        int steps,
        int length
    )
    {
        int last = (length - index + perStep - 1) / perStep;
        if (last < steps)
            yield return $"{step} < {last}";
    }
}
