using LayerGen.Generator.Core.Layers;
using LayerGen.Generator.Core.Planning;

namespace LayerGen.Generator.Emission.Stages;

/// <summary>Writes a dense layer's products.</summary>
internal static class DenseKernels
{
    /// <summary>The product that makes a stage's outputs.</summary>
    public static DenseProduct Forward(DenseStage stage) =>
        new(
            Source: "input",
            Input: stage.Input,
            Columns: stage.Units,
            WeightStride: Layout.RoundUp(stage.Units),
            Target: "output",
            TargetStride: stage.Output.Size,
            stage.Activation,
            HasBias: stage.Learned.Bias is not null
        );

    /// <summary>The product that makes a stage's input gradient.</summary>
    public static DenseProduct InputGradient(DenseStage stage) =>
        new(
            Source: "dOutput",
            Input: stage.Output,
            Columns: stage.Input.Size,
            WeightStride: Buffers.BackwardStride(stage),
            Target: "dInput",
            TargetStride: stage.Input.Size,
            Activation.None,
            HasBias: false
        );

    /// <summary>Writes <c>target[s, :] = store(Σ source[s, k] · weight[k, :])</c> for <c>count</c> samples.</summary>
    public static void WriteProduct(
        SourceWriter writer,
        DenseProduct product,
        VectorWidth width,
        int samples
    )
    {
        (string source, Layout input, int columns, int weightStride) = (
            product.Source,
            product.Input,
            product.Columns,
            product.WeightStride
        );
        bool hasBias = product.HasBias;
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
            ProductTileWriter sums = new(
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
            sums.Clear(writer);
            sums.StepThrough(writer, input);
            writer.Write(
                $"ref float y = ref Unsafe.Add(ref {product.Target}, (sample * {product.TargetStride}) + {unit});"
            );
            for (int row = 0; row < rows; row++)
            for (int v = 0; v < tile.Vectors; v++)
            {
                string value = Activations.Apply(
                    product.Activation,
                    ProductTileWriter.Sum(row, v) + (hasBias ? $" + bias{v}" : "")
                );
                int offset = (row * product.TargetStride) + (v * width.Lanes);
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
                writer.Write(
                    StoreInRow(
                        stage.Units,
                        width,
                        ProductTileWriter.Sum(row, v),
                        "d",
                        (row * stage.Units) + (v * width.Lanes),
                        $"{stage.Units - (v * width.Lanes)}{(inBlocks ? " - unit" : "")}"
                    )
                );
            writer.Close();
        }
    }

    /// <summary>
    /// Stores a vector of a weight's gradient: rows of the natural order end where the next begins, and the last vector
    /// must not write past its row.
    /// </summary>
    public static string StoreInRow(
        int units,
        VectorWidth width,
        string vector,
        string row,
        int offset,
        string room
    ) =>
        units % width.Lanes == 0
            ? $"{vector}.StoreUnsafe(ref {row}{ProductTileWriter.Offset(offset)});"
            : $"Lanes.StoreFirst({vector}, ref Unsafe.Add(ref {row}, {offset}), {room});";

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

/// <summary>A product of several samples with a weight. Compares by value.</summary>
/// <param name="Source">The parameter that holds the samples.</param>
/// <param name="Input">How a sample lies there.</param>
/// <param name="Columns">Sums of one sample.</param>
/// <param name="WeightStride">Floats from one row of the weight to the next.</param>
/// <param name="Target">The parameter that takes the sums.</param>
/// <param name="TargetStride">Floats from one sample to the next there.</param>
/// <param name="Activation">What is applied to the sums.</param>
/// <param name="HasBias">Whether a bias is added before.</param>
internal sealed record DenseProduct(
    string Source,
    Layout Input,
    int Columns,
    int WeightStride,
    string Target,
    int TargetStride,
    Activation Activation,
    bool HasBias
);
