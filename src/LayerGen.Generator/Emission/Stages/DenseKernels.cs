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
            WeightStride: Layout.WidestVector,
            Target: "dInput",
            TargetStride: stage.Input.Size,
            Activation.None,
            HasBias: false
        )
        {
            RunStride = stage.BackwardRunStride,
        };

    /// <summary>Writes <c>target[s, :] = store(Σ source[s, k] · weight[k, :])</c> for <c>count</c> samples.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="product">The product.</param>
    /// <param name="width">The vectors.</param>
    /// <param name="samples">Samples of a full group.</param>
    public static void WriteProduct(
        SourceWriter writer,
        DenseProduct product,
        VectorWidth width,
        int samples
    )
    {
        int columns = width.ColumnsFor(product.Columns);
        ProductTile tile = Tiling.Overlapping(width, columns, samples, product.IsInRuns);
        ColumnBlocks blocks = new(columns, tile.Vectors * width.Lanes);
        blocks.Open(writer);
        WriteBias(writer, product, width, tile.Vectors, blocks);
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
                blocks
            );
        blocks.Close(writer);
        WriteSeparateActivation(writer, product, columns);
    }

    /// <summary>Writes the loop of an activation that is not applied to sums in registers.</summary>
    public static void WriteSeparateActivation(
        SourceWriter writer,
        DenseProduct product,
        int columns
    )
    {
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
            > Tiling.Overlapping(width, columns, samples, product.IsInRuns).Vectors;
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
        WriteTile(writer, product, width, tile, "", blocks);
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

    private static void WriteTile(
        SourceWriter writer,
        DenseProduct product,
        VectorWidth width,
        ProductTile tile,
        string loop,
        ColumnBlocks blocks
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
            product.WeightStride
        )
        {
            WRunStride = product.RunStride,
        };
        writer.Write($"ref float x = {sample(product.Source, input.Size)};");
        writer.Write($"ref float w = {product.Weight(blocks)};");
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
)
{
    /// <summary>
    /// Floats from one run of <see cref="Layout.WidestVector"/> columns to the next in the weight: as many as these, where
    /// its rows are whole.
    /// </summary>
    public int RunStride { get; init; } = Layout.WidestVector;

    /// <summary>Whether the weight's columns lie in runs.</summary>
    public bool IsInRuns => RunStride > Layout.WidestVector;

    /// <summary>A reference to the first row of a block of columns, which are whole runs or divide one.</summary>
    public string Weight(ColumnBlocks blocks) =>
        !IsInRuns || blocks.First == "0"
            ? blocks.In("weight")
            : $"ref Unsafe.Add(ref weight, {First(blocks)})";

    /// <summary>Where a block of columns begins in the weight's first row.</summary>
    public string First(ColumnBlocks blocks) =>
        !IsInRuns || blocks.First == "0" ? blocks.First
        : blocks.Block % Layout.WidestVector == 0
            ? $"{blocks.First} * {RunStride / Layout.WidestVector}"
        : $"({blocks.First} / {Layout.WidestVector} * {RunStride}) + ({blocks.First} % {Layout.WidestVector})";

    /// <summary>Where a column lies, counted from a block's first one.</summary>
    public static int Column(int column, int runStride) =>
        (column / Layout.WidestVector * runStride) + (column % Layout.WidestVector);
}
