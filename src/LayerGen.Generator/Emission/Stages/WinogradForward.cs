using LayerGen.Generator.Core.Layers;
using LayerGen.Generator.Core.Planning;

namespace LayerGen.Generator.Emission.Stages;

/// <summary>
/// Writes convolution by F(2×2, 3×3): inputs of a round of tiles are transformed, each of the 16 components is one
/// product, and the products of a tile are transformed to its 2×2 outputs, which are a pooling window if there is one.
/// </summary>
internal static class WinogradForward
{
    public static void Write(SourceWriter writer, ConvStage stage, VectorWidth width)
    {
        Winograd tiles = stage.Tiles!;
        bool inRounds = tiles.RowsPerRound < tiles.Rows;
        if (inRounds)
            writer.Open(
                $"for (nint round = 0; round < {tiles.Rows}; round += {tiles.RowsPerRound})"
            );
        WriteInputTransform(writer, stage, width, inRounds ? "round" : "0");
        int block = stage.Tiles!.Tile(stage, width).Vectors * width.Lanes;
        bool inBlocks = block < stage.Filters;
        if (inBlocks)
            writer.Open($"for (nint filter = 0; filter < {stage.Filters}; filter += {block})");
        WriteProducts(writer, stage, width, inBlocks);
        WriteOutputTransform(writer, stage, width, inRounds ? "round" : "0", inBlocks);
        if (inBlocks)
            writer.Close();
        if (inRounds)
            writer.Close();
        SeparateActivation.Write(writer, stage, width);
    }

    /// <summary>Writes V = Bᵀ d B for each tile and vector of channels.</summary>
    private static void WriteInputTransform(
        SourceWriter writer,
        ConvStage stage,
        VectorWidth width,
        string round
    )
    {
        Winograd tiles = stage.Tiles!;
        Layout input = stage.Input;
        string v = width.Name;
        writer.Write($"for (nint row = 0; row < {tiles.RowsPerRound}; row++)");
        writer.Write($"for (nint column = 0; column < {tiles.Columns}; column++)");
        writer.Open(
            $"for (nint c = 0; c < {width.VectorsFor(input.Channels) * width.Lanes}; c += {width.Lanes})"
        );
        string place = round == "0" ? "row" : "(round + row)";
        writer.Write(
            $"ref float x = ref Unsafe.Add(ref input, ({place} * {2 * input.RowStride}) + (column * {2 * input.ChannelStride}) + c);"
        );
        for (int i = 0; i < 4; i++)
        for (int j = 0; j < 4; j++)
            writer.Write(
                $"var d{i}{j} = {v}.LoadUnsafe(ref x{ProductTileWriter.Offset((i * input.RowStride) + (j * input.ChannelStride))});"
            );
        for (int j = 0; j < 4; j++)
            writer.Write(
                $"""
                var t0{j} = d0{j} - d2{j};
                var t1{j} = d1{j} + d2{j};
                var t2{j} = d2{j} - d1{j};
                var t3{j} = d1{j} - d3{j};
                """
            );
        writer.Write(
            $"ref float y = ref Unsafe.Add(ref transformed, (((row * {tiles.Columns}) + column) * {input.ChannelStride}) + c);"
        );
        for (int i = 0; i < 4; i++)
        {
            string[] sums =
            [
                $"t{i}0 - t{i}2",
                $"t{i}1 + t{i}2",
                $"t{i}2 - t{i}1",
                $"t{i}1 - t{i}3",
            ];
            for (int j = 0; j < 4; j++)
                writer.Write(
                    $"({sums[j]}).StoreUnsafe(ref y{ProductTileWriter.Offset(((i * 4) + j) * stage.Tiles!.ComponentSize(stage))});"
                );
        }
        writer.Close();
    }

    /// <summary>Writes M[k] = V[k] · U[k] for each of the 16 components and a block of filters.</summary>
    private static void WriteProducts(
        SourceWriter writer,
        ConvStage stage,
        VectorWidth width,
        bool inBlocks
    )
    {
        Winograd tiles = stage.Tiles!;
        ProductTile tile = stage.Tiles!.Tile(stage, width);
        int block = tile.Vectors * width.Lanes;
        writer.Open($"for (nint k = 0; k < {Winograd.Products}; k++)");
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
                stage.Filters
            );
            string at = first == "0" ? "" : $" + {ConvForward.Times(first, channelStride)}";
            writer.Write(
                $"ref float x = ref Unsafe.Add(ref transformed, (k * {stage.Tiles!.ComponentSize(stage)}){at});"
            );
            writer.Write(
                $"ref float w = ref Unsafe.Add(ref weight, (k * {stage.Input.Channels * stage.Filters}){(inBlocks ? " + filter" : "")});"
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

    /// <summary>Writes Aᵀ M A for each tile and vector of filters, and what follows the convolution.</summary>
    private static void WriteOutputTransform(
        SourceWriter writer,
        ConvStage stage,
        VectorWidth width,
        string round,
        bool inBlocks
    )
    {
        Winograd tiles = stage.Tiles!;
        int block = stage.Tiles!.Tile(stage, width).Vectors * width.Lanes;
        string v = width.Name;
        string filter = inBlocks ? "filter + f" : "f";
        writer.Open($"for (nint f = 0; f < {block}; f += {width.Lanes})");
        if (stage.Learned.Bias is not null)
            writer.Write($"var bias0 = {v}.LoadUnsafe(ref Unsafe.Add(ref bias, {filter}));");
        writer.Write($"for (nint row = 0; row < {tiles.RowsPerRound}; row++)");
        writer.Open($"for (nint column = 0; column < {tiles.Columns}; column++)");
        writer.Write(
            $"ref float m = ref Unsafe.Add(ref products, (((row * {tiles.Columns}) + column) * {block}) + f);"
        );
        for (int j = 0; j < 4; j++)
        {
            string[] m = [.. Enumerable.Range(0, 4).Select(i => Load(i, j))];
            writer.Write(
                $"""
                var m1{j} = {m[1]};
                var m2{j} = {m[2]};
                var t0{j} = {m[0]} + m1{j} + m2{j};
                var t1{j} = m1{j} - m2{j} - {m[3]};
                """
            );
        }
        for (int i = 0; i < 2; i++)
            writer.Write(
                $"""
                var sum{2 * i}_0 = t{i}0 + t{i}1 + t{i}2;
                var sum{(2 * i) + 1}_0 = t{i}1 - t{i}2 - t{i}3;
                """
            );
        WriteOutputs(writer, stage, width, round == "0" ? "row" : "(round + row)", filter);
        writer.Close();
        writer.Close();

        string Load(int i, int j) =>
            $"{v}.LoadUnsafe(ref m{ProductTileWriter.Offset(((i * 4) + j) * tiles.ProductStride(block))})";
    }

    private static void WriteOutputs(
        SourceWriter writer,
        ConvStage stage,
        VectorWidth width,
        string row,
        string filter
    )
    {
        Layout output = stage.Output;
        int scale = stage.Pool is null ? 2 : 1;
        string origin = output.Origin == 0 ? "" : $"{output.Origin} + ";
        if (!SeparateActivation.HasMean(stage))
            writer.Write(
                $"nint at = {origin}({row} * {scale * output.RowStride}) + (column * {scale * output.ChannelStride}) + {filter};"
            );
        if (stage.Pool is not null)
        {
            ConvForward.WriteMapIndex(writer, stage, row, "column", filter);
            ConvForward.WriteOutput(writer, stage, width, area: 4, t: 0, v: 0);
            return;
        }
        string bias = stage.Learned.Bias is null ? "" : " + bias0";
        for (int k = 0; k < 4; k++)
        {
            List<string> inside = [];
            if (k % 2 == 1 && output.Width % 2 == 1)
                inside.Add($"column < {output.Width / 2}");
            if (k / 2 == 1 && output.Height % 2 == 1)
                inside.Add($"{row} < {output.Height / 2}");
            int offset = (k / 2 * output.RowStride) + (k % 2 * output.ChannelStride);
            string store =
                $"{Activations.ApplyToSum(stage.Activation, $"sum{k}_0{bias}")}.StoreUnsafe(ref output, (nuint)(at + {offset}));";
            writer.Write(
                inside.Count == 0 ? store : $"if ({string.Join(" && ", inside)})\n    {store}"
            );
        }
    }

    /// <summary>Writes U = G g Gᵀ for a range of channels: from the natural weight to 16 components.</summary>
    public static void WriteWeightTransform(SourceWriter writer, ConvStage stage, VectorWidth width)
    {
        string v = width.Name;
        int tap = stage.Input.Channels * stage.Filters;
        writer.Write($"var half = {v}.Create(0.5f);");
        writer.Write("for (nint channel = begin; channel < end; channel++)");
        writer.Open($"for (nint filter = 0; filter < {stage.Filters}; filter += {width.Lanes})");
        writer.Write(
            $"ref float g = ref Unsafe.Add(ref weight, (channel * {stage.Filters}) + filter);"
        );
        for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++)
            writer.Write(
                $"var g{i}{j} = {v}.LoadUnsafe(ref g{ProductTileWriter.Offset(((i * 3) + j) * tap)});"
            );
        for (int j = 0; j < 3; j++)
            writer.Write(
                $"""
                var t0{j} = g0{j};
                var t1{j} = (g0{j} + g1{j} + g2{j}) * half;
                var t2{j} = (g0{j} - g1{j} + g2{j}) * half;
                var t3{j} = g2{j};
                """
            );
        writer.Write(
            $"ref float u = ref Unsafe.Add(ref transformed, (channel * {stage.Filters}) + filter);"
        );
        for (int i = 0; i < 4; i++)
        {
            string[] sums =
            [
                $"t{i}0",
                $"((t{i}0 + t{i}1 + t{i}2) * half)",
                $"((t{i}0 - t{i}1 + t{i}2) * half)",
                $"t{i}2",
            ];
            for (int j = 0; j < 4; j++)
                writer.Write(
                    $"{sums[j]}.StoreUnsafe(ref u{ProductTileWriter.Offset(((i * 4) + j) * tap)});"
                );
        }
        writer.Close();
    }
}
