using LayerGen.Generator.Core.Planning;

namespace LayerGen.Generator.Emission.Stages;

/// <summary>Writes a dense layer's products.</summary>
internal static class DenseKernels
{
    public static void WriteForward(
        SourceWriter writer,
        Plan plan,
        DenseStage stage,
        VectorWidth width
    ) =>
        WriteProduct(
            writer,
            width,
            plan.GroupSize,
            source: "input",
            input: stage.Input,
            columns: stage.Units,
            weightStride: Layout.RoundUp(stage.Units),
            target: "output",
            targetStride: stage.Output.Size,
            store: (sum, bias) => Activations.Apply(stage.Activation, sum + bias),
            hasBias: stage.Learned.Bias is not null
        );

    public static void WriteInputGradient(
        SourceWriter writer,
        Plan plan,
        DenseStage stage,
        VectorWidth width
    ) =>
        WriteProduct(
            writer,
            width,
            plan.GroupSize,
            source: "dOutput",
            input: stage.Output,
            columns: stage.Input.Size,
            weightStride: stage.Input.Size,
            target: "dInput",
            targetStride: stage.Input.Size,
            store: (sum, _) => sum,
            hasBias: false
        );

    /// <summary>Writes <c>target[s, :] = store(Σ source[s, k] · weight[k, :])</c> for <c>count</c> samples.</summary>
    private static void WriteProduct(
        SourceWriter writer,
        VectorWidth width,
        int samples,
        string source,
        Layout input,
        int columns,
        int weightStride,
        string target,
        int targetStride,
        Func<string, string, string> store,
        bool hasBias
    )
    {
        ProductTile tile = Tiling.Product(width, columns, samples);
        int vectors = width.VectorsFor(columns);
        int block = tile.Vectors * width.Lanes;
        bool inBlocks = tile.Vectors < vectors;
        string unit = inBlocks ? "unit" : "0";
        if (inBlocks)
            writer.Open($"for (nint unit = 0; unit < {vectors * width.Lanes}; unit += {block})");
        if (hasBias)
            for (int v = 0; v < tile.Vectors; v++)
                writer.Write(
                    $"var bias{v} = {width.Name}.LoadUnsafe(ref bias, (nuint)({unit} + {v * width.Lanes}));"
                );
        writer.Write("nint sample = 0;");
        // Full tiles, then half as many samples, down to one.
        for (int rows = tile.Rows; rows >= 1; rows /= 2)
            WriteTiles(
                rows == 1
                    ? "for (; sample < count; sample++)"
                    : $"for (; sample <= count - {rows}; sample += {rows})",
                rows
            );
        if (inBlocks)
            writer.Close();

        void WriteTiles(string loop, int rows)
        {
            writer.Open(loop);
            int[] offsets = [.. Enumerable.Range(0, rows).Select(row => row * input.Size)];
            ProductTileWriter product = new(
                width.Name,
                width.Lanes,
                offsets,
                tile.Vectors,
                1,
                weightStride
            );
            writer.Write($"ref float x = ref Unsafe.Add(ref {source}, sample * {input.Size});");
            writer.Write(
                inBlocks
                    ? "ref float w = ref Unsafe.Add(ref weight, unit);"
                    : "ref float w = ref weight;"
            );
            product.Clear(writer);
            product.StepThrough(writer, input);
            writer.Write(
                $"ref float y = ref Unsafe.Add(ref {target}, (sample * {targetStride}) + {unit});"
            );
            for (int row = 0; row < rows; row++)
            for (int v = 0; v < tile.Vectors; v++)
            {
                string value = store(ProductTileWriter.Sum(row, v), hasBias ? $" + bias{v}" : "");
                int offset = (row * targetStride) + (v * width.Lanes);
                writer.Write($"{value}.StoreUnsafe(ref y{ProductTileWriter.Offset(offset)});");
            }
            writer.Close();
        }
    }

    public static void WriteWeightGradient(SourceWriter writer, DenseStage stage, VectorWidth width)
    {
        Layout input = stage.Input;
        int features = input.IsContiguous ? input.ValueCount : input.Channels;
        ProductTile tile = Tiling.Product(width, stage.Units, features);
        int vectors = width.VectorsFor(stage.Units);
        bool inBlocks = tile.Vectors < vectors;
        if (inBlocks)
            writer.Open(
                $"for (nint unit = 0; unit < {vectors * width.Lanes}; unit += {tile.Vectors * width.Lanes})"
            );
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
        if (inBlocks)
            writer.Close();

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
            string unit = inBlocks ? "unit" : "0";
            string pixel = input.IsContiguous ? "" : $"(pixel * {input.ChannelStride}) + ";
            string natural = input.IsContiguous
                ? $"feature * {stage.Units}"
                : $"((pixel * {input.Channels}) + feature) * {stage.Units}";
            writer.Write($"ref float x = ref Unsafe.Add(ref input, {pixel}feature);");
            writer.Write(
                inBlocks
                    ? "ref float w = ref Unsafe.Add(ref dOutput, unit);"
                    : "ref float w = ref dOutput;"
            );
            product.Clear(writer);
            writer.Block(
                "for (nint sample = 0; sample < batch; sample++)",
                () => product.Step(writer)
            );
            writer.Write($"ref float d = ref Unsafe.Add(ref dWeight, ({natural}) + {unit});");
            for (int row = 0; row < rows; row++)
            for (int v = 0; v < tile.Vectors; v++)
                WriteStore(
                    ProductTileWriter.Sum(row, v),
                    (row * stage.Units) + (v * width.Lanes),
                    $"{stage.Units - (v * width.Lanes)}{(inBlocks ? " - unit" : "")}"
                );
            writer.Close();
        }

        // Rows of the natural order end where the next begins: the last vector must not write past its row.
        void WriteStore(string sum, int offset, string room) =>
            writer.Write(
                stage.Units % width.Lanes == 0
                    ? $"{sum}.StoreUnsafe(ref d{ProductTileWriter.Offset(offset)});"
                    : $"Lanes.StoreFirst({sum}, ref Unsafe.Add(ref d, {offset}), {room});"
            );
    }

    public static void WriteBiasGradient(SourceWriter writer, DenseStage stage, VectorWidth width)
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
