using LayerGen.Generator.Core.Planning;

namespace LayerGen.Generator.Emission.Stages;

/// <summary>Writes a dense layer's weight and bias gradients over a whole batch.</summary>
internal static class DenseGradient
{
    public static void Write(SourceWriter writer, DenseStage stage, VectorWidth width)
    {
        Layout input = stage.Input;
        int features = input.IsContiguous ? input.ValueCount : input.Channels;
        int columns = width.ColumnsFor(stage.Units);
        ProductTile tile = Tiling.Overlapping(width, columns, features);
        ColumnBlocks blocks = new(columns, tile.Vectors * width.Lanes);
        blocks.Open(writer);
        if (input.IsContiguous)
        {
            writer.Write("nint feature = begin;");
            WriteTiles("end");
        }
        else
        {
            writer.Open("for (nint pixel = begin; pixel < end; pixel++)");
            writer.Write("nint feature = 0;");
            WriteTiles($"{input.Channels}");
            writer.Close();
        }
        blocks.Close(writer);

        void WriteTiles(string end)
        {
            if (tile.Rows > 1)
                WriteTile(
                    $"for (; feature <= {end} - {tile.Rows}; feature += {tile.Rows})",
                    tile.Rows
                );
            WriteTile($"for (; feature < {end}; feature++)", 1);
        }

        void WriteTile(string loop, int rows)
        {
            writer.Open(loop);
            ProductTileWriter product = new(
                width.Name,
                width.Lanes,
                [.. Enumerable.Range(0, rows)],
                tile.Vectors,
                input.Size,
                stage.Output.Size
            );
            string pixel = input.IsContiguous ? "" : $"(pixel * {input.ChannelStride}) + ";
            string natural = input.IsContiguous
                ? $"feature * {stage.Units}"
                : $"((pixel * {input.Channels}) + feature) * {stage.Units}";
            writer.Write($"ref float x = ref Unsafe.Add(ref input, {pixel}feature);");
            writer.Write($"ref float w = {blocks.In("dOutput")};");
            product.Clear(writer);
            writer.Block(
                "for (nint sample = 0; sample < batch; sample++)",
                () => product.Step(writer)
            );
            writer.Write(
                $"ref float d = ref Unsafe.Add(ref dWeight, ({natural}) + {blocks.First});"
            );
            for (int row = 0; row < rows; row++)
            for (int v = 0; v < tile.Vectors; v++)
                writer.Write(
                    StoreInRow(
                        stage.Units,
                        width,
                        ProductTileWriter.Sum(row, v),
                        "d",
                        (row * stage.Units) + (v * width.Lanes),
                        blocks.LeftOf(stage.Units - (v * width.Lanes))
                    )
                );
            writer.Close();
        }
    }

    /// <summary>
    /// Stores a vector of a weight's gradient: rows of the natural order end where the next begins, and where they are
    /// shorter than a vector it must not write past its row.
    /// </summary>
    private static string StoreInRow(
        int units,
        VectorWidth width,
        string vector,
        string row,
        int offset,
        string room
    ) =>
        units >= Layout.WidestVector || units % width.Lanes == 0
            ? $"{vector}.StoreUnsafe(ref {row}{ProductTileWriter.Offset(offset)});"
            : $"Lanes.StoreFirst({vector}, ref Unsafe.Add(ref {row}, {offset}), {room});";

    public static void WriteBias(SourceWriter writer, DenseStage stage, VectorWidth width)
    {
        writer.Open($"for (nint unit = 0; unit < {stage.Units}; unit += {width.Lanes})");
        writer.Write($"var sum = {width.Name}<float>.Zero;");
        writer.Write("for (nint sample = 0; sample < batch; sample++)");
        writer.Write(
            $"    sum += {width.Name}.LoadUnsafe(ref Unsafe.Add(ref dOutput, (sample * {stage.Output.Size}) + unit));"
        );
        writer.Write(
            $"Lanes.StoreFirst(sum, ref Unsafe.Add(ref dBias, unit), {stage.Units} - unit);"
        );
        writer.Close();
    }
}
