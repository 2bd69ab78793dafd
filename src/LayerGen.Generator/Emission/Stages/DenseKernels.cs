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
            WeightStride: stage.Units < Layout.WidestVector ? Layout.WidestVector : stage.Units,
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
    /// <param name="writer">Where to.</param>
    /// <param name="product">The product.</param>
    /// <param name="width">The vectors.</param>
    /// <param name="samples">Samples of a full group.</param>
    /// <param name="copiesBlocks">Whether blocks of the weight are copied to <c>panel</c>.</param>
    public static void WriteProduct(
        SourceWriter writer,
        DenseProduct product,
        VectorWidth width,
        int samples,
        bool copiesBlocks
    )
    {
        int columns = width.ColumnsFor(product.Columns);
        ProductTile tile = Tiling.Overlapping(width, columns, samples);
        ColumnBlocks blocks = new(columns, tile.Vectors * width.Lanes);
        blocks.Open(writer);
        WriteBias(writer, product, width, tile.Vectors, blocks);
        if (copiesBlocks)
            WriteCopy(writer, product, width, tile.Vectors, blocks);
        writer.Write("nint sample = 0;");
        // Full tiles, then half as many samples, down to one.
        for (int rows = tile.Rows; rows >= 1; rows /= 2)
            WriteTile(
                writer,
                product,
                width,
                tile with
                {
                    Rows = rows,
                },
                rows == 1
                    ? "for (; sample < count; sample++)"
                    : $"for (; sample <= count - {rows}; sample += {rows})",
                blocks,
                copiesBlocks
            );
        blocks.Close(writer);
        if (!Activations.IsSeparate(product.Activation))
            return;
        writer.Write("for (nint i = 0; i < count; i++)");
        writer.Write(
            $"    {Activations.OverAll(product.Activation, $"ref Unsafe.Add(ref {product.Target}, i * {product.TargetStride})", columns)}"
        );
    }

    /// <summary>Fewer columns are done with in a few blocks.</summary>
    public const int FewestColumnsForOneSample = 4 * Layout.WidestVector;

    /// <summary>Whether one sample takes wider blocks than several do.</summary>
    public static bool WidensForOneSample(DenseProduct product, VectorWidth width, int samples)
    {
        int columns = width.ColumnsFor(product.Columns);
        return Tiling.LiveVectors(width, columns)
            > Tiling.Overlapping(width, columns, samples).Vectors;
    }

    /// <summary>Writes the statement by which a product leaves one sample to its counterpart.</summary>
    public static void WriteOneSampleChoice(SourceWriter writer, DenseProduct product, string one)
    {
        writer.Open("if (count == 1)");
        writer.Write(
            $"{one}(ref {product.Source}, ref weight, {(product.HasBias ? "ref bias, " : "")}ref {product.Target});"
        );
        writer.Write("return;");
        writer.Close();
    }

    /// <summary>Writes the same for one sample: as many sums as the registers hold, so that weights come in long runs.</summary>
    public static void WriteOneSample(SourceWriter writer, DenseProduct product, VectorWidth width)
    {
        int columns = width.ColumnsFor(product.Columns);
        ProductTile tile = new(1, 0, Tiling.LiveVectors(width, columns));
        ColumnBlocks blocks = new(columns, tile.Vectors * width.Lanes);
        blocks.Open(writer);
        WriteBias(writer, product, width, tile.Vectors, blocks);
        WriteTile(writer, product, width, tile, "", blocks, fromCopy: false);
        blocks.Close(writer);
        if (Activations.IsSeparate(product.Activation))
            writer.Write(Activations.OverAll(product.Activation, $"ref {product.Target}", columns));
    }

    private static void WriteBias(
        SourceWriter writer,
        DenseProduct product,
        VectorWidth width,
        int vectors,
        ColumnBlocks blocks
    )
    {
        if (product.HasBias)
            for (int v = 0; v < vectors; v++)
                writer.Write(
                    $"var bias{v} = {width.Name}.LoadUnsafe(ref bias, (nuint)({blocks.First} + {v * width.Lanes}));"
                );
    }

    private static void WriteCopy(
        SourceWriter writer,
        DenseProduct product,
        VectorWidth width,
        int vectors,
        ColumnBlocks blocks
    )
    {
        writer.Write("// Its rows lie far apart: they are fetched once for all samples.");
        writer.Open($"for (nint i = 0; i < {product.Input.ValueCount}; i++)");
        writer.Write(
            $"ref float from = ref Unsafe.Add(ref weight, (i * {product.WeightStride}) + {blocks.First});"
        );
        writer.Write($"ref float to = ref Unsafe.Add(ref panel, i * {blocks.Block});");
        for (int v = 0; v < vectors; v++)
        {
            string at = ProductTileWriter.Offset(v * width.Lanes);
            writer.Write($"{width.Name}.LoadUnsafe(ref from{at}).StoreUnsafe(ref to{at});");
        }
        writer.Close();
    }

    private static void WriteTile(
        SourceWriter writer,
        DenseProduct product,
        VectorWidth width,
        ProductTile tile,
        string loop,
        ColumnBlocks blocks,
        bool fromCopy
    )
    {
        Layout input = product.Input;
        bool isOne = loop.Length == 0;
        string sample(string name, int stride) =>
            isOne ? $"ref {name}" : $"ref Unsafe.Add(ref {name}, sample * {stride})";
        if (!isOne)
            writer.Open(loop);
        int[] offsets = [.. Enumerable.Range(0, tile.Rows).Select(row => row * input.Size)];
        ProductTileWriter sums = new(
            width.Name,
            width.Lanes,
            offsets,
            tile.Vectors,
            1,
            fromCopy ? blocks.Block : product.WeightStride
        );
        writer.Write($"ref float x = {sample(product.Source, input.Size)};");
        writer.Write($"ref float w = {(fromCopy ? "ref panel" : blocks.In("weight"))};");
        sums.Clear(writer);
        sums.StepThrough(writer, input);
        writer.Write(
            isOne
                ? $"ref float y = {blocks.In(product.Target)};"
                : $"ref float y = ref Unsafe.Add(ref {product.Target}, (sample * {product.TargetStride}) + {blocks.First});"
        );
        for (int row = 0; row < tile.Rows; row++)
        for (int v = 0; v < tile.Vectors; v++)
        {
            string value = Activations.ApplyToSum(
                product.Activation,
                ProductTileWriter.Sum(row, v) + (product.HasBias ? $" + bias{v}" : "")
            );
            int offset = (row * product.TargetStride) + (v * width.Lanes);
            writer.Write($"{value}.StoreUnsafe(ref y{ProductTileWriter.Offset(offset)});");
        }
        if (!isOne)
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
