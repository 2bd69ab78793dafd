using LayerGen.Generator.Core;
using LayerGen.Generator.Core.Layers;
using LayerGen.Generator.Core.Planning;

namespace LayerGen.Generator.Emission.Stages;

/// <summary>
/// Writes the products of a dense layer that walk the factors that are not zero. Each sum adds the same terms in the same
/// order as in <see cref="DenseKernels"/>, less those that are zero, so it has the same bits.
/// </summary>
internal static class DenseLiveKernels
{
    /// <summary>Weights that all samples of a group meet before the next are read: a common first-level cache.</summary>
    private const int FirstLevelBytes = 32 * 1024;

    /// <summary>Samples for which one word holds a bit each.</summary>
    private const int SamplesPerWord = 32;

    /// <summary>The most samples whose masks fit the stack; a larger batch takes the full product.</summary>
    private const int MostSamples = 1024;

    /// <summary>
    /// Writes the statement by which a product leaves the work to its live counterpart: one sample takes every weight once
    /// in either, and its live counterpart reads longer runs of them.
    /// </summary>
    public static void WriteChoice(
        SourceWriter writer,
        DenseProduct product,
        string live,
        bool copiesBlocks
    )
    {
        Layout input = product.Input;
        writer.Open(
            $"if (count == 1 || LiveMask.AreFew(ref {product.Source}, count, {input.ValueCount}, {input.Size}))"
        );
        writer.Write(
            $"{live}(count, ref {product.Source}, ref weight, {(product.HasBias ? "ref bias, " : "")}ref {product.Target}{(copiesBlocks ? ", ref panel" : "")});"
        );
        writer.Write("return;");
        writer.Close();
    }

    /// <summary>The same for the weight gradient, whose masks must fit the stack.</summary>
    public static void WriteGradientChoice(SourceWriter writer, DenseStage stage)
    {
        writer.Open(
            $"if (batch <= {MostSamples} && LiveMask.AreFew(ref Unsafe.Add(ref input, begin), batch, end - begin, {stage.Input.Size}))"
        );
        writer.Write(
            $"{stage.Name}WeightGradientLive(batch, ref input, ref dOutput, ref dWeight, begin, end);"
        );
        writer.Write("return;");
        writer.Close();
    }

    /// <summary>Writes <c>target[s, :] = store(Σ source[s, k] · weight[k, :])</c> over the k that are not zero.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="product">The product.</param>
    /// <param name="width">The vectors.</param>
    /// <param name="copiesBlocks">Whether blocks of the weight are copied to <c>panel</c> for several samples.</param>
    public static void WriteProduct(
        SourceWriter writer,
        DenseProduct product,
        VectorWidth width,
        bool copiesBlocks
    )
    {
        int factors = product.Input.ValueCount;
        int vectors = Tiling.LiveVectors(width, product.Columns, product.IsInRuns);
        int floats = vectors * width.Lanes;
        ColumnBlocks blocks = new(product.Columns, floats);
        int perMask = floats * sizeof(float) * 64 <= FirstLevelBytes ? 64 : 32;
        copiesBlocks &= floats < product.WeightStride;
        blocks.Open(writer);
        string unit = blocks.First;
        writer.Write($"ref float sums = {blocks.In(product.Target)};");
        writer.Write("for (nint sample = 0; sample < count; sample++)");
        writer.Write(
            $"    MemoryMarshal.CreateSpan(ref Unsafe.Add(ref sums, sample * {product.TargetStride}), {floats}).Clear();"
        );
        writer.Write(
            $"// {perMask} rows of the block stay in the first-level cache for all samples."
        );
        string loop = $"for (nint first = 0; first < {factors}; first += {perMask})";
        string place = Place($"first * {product.WeightStride}", product.First(blocks));
        if (copiesBlocks)
        {
            writer.Open(loop);
            WriteCopy(writer, product, width, vectors, perMask, place);
        }
        else
        {
            writer.Write(loop);
        }
        writer.Open("for (nint sample = 0; sample < count; sample++)");
        writer.Write(
            $"ref float x = ref Unsafe.Add(ref {product.Source}, (sample * {product.Input.Size}) + first);"
        );
        writer.Write(
            factors % perMask == 0
                ? $"ulong live = LiveMask.NonZero(ref x, {perMask});"
                : $"ulong live = LiveMask.Next(ref x, {perMask}, {factors} - first);"
        );
        writer.Write("if (live == 0)\n    continue;");
        if (!copiesBlocks)
            writer.Write($"ref float w = ref Unsafe.Add(ref weight, {place});");
        writer.Write($"ref float y = ref Unsafe.Add(ref sums, sample * {product.TargetStride});");
        for (int v = 0; v < vectors; v++)
            writer.Write($"var sum{v} = {Load(width, "y", v)};");
        WriteWalk(
            writer,
            vectors,
            width,
            "ulong",
            "Unsafe.Add(ref x, next)",
            copiesBlocks
                ? "ref Unsafe.Add(ref w, next * stride)"
                : $"ref Unsafe.Add(ref w, next * {product.WeightStride})",
            product.RunStride
        );
        for (int v = 0; v < vectors; v++)
            writer.Write($"sum{v}.StoreUnsafe(ref y{ProductTileWriter.Offset(v * width.Lanes)});");
        writer.Close();
        if (copiesBlocks)
            writer.Close();
        if (product.HasBias || product.Activation != Activation.None)
            WriteEnd(writer, product, width, unit, floats);
        blocks.Close(writer);
    }

    /// <summary>Fewer samples read rows too seldom to pay for a copy.</summary>
    private const int FewestSamples = 4;

    private static void WriteCopy(
        SourceWriter writer,
        DenseProduct product,
        VectorWidth width,
        int vectors,
        int perMask,
        string place
    )
    {
        int factors = product.Input.ValueCount;
        int floats = vectors * width.Lanes;
        writer.Write($"ref float w = ref Unsafe.Add(ref weight, {place});");
        writer.Write($"nint stride = {product.WeightStride};");
        writer.Open($"if (count >= {FewestSamples})");
        writer.Write("// They lie far apart: side by side they do not compete for a place in it.");
        writer.Open(
            factors % perMask == 0
                ? $"for (nint i = 0; i < {perMask}; i++)"
                : $"for (nint i = 0; i < Math.Min({perMask}, {factors} - first); i++)"
        );
        writer.Write($"ref float from = ref Unsafe.Add(ref w, i * {product.WeightStride});");
        writer.Write($"ref float to = ref Unsafe.Add(ref panel, i * {floats});");
        for (int v = 0; v < vectors; v++)
            writer.Write(
                $"{Load(width, "from", v)}.StoreUnsafe(ref to{ProductTileWriter.Offset(v * width.Lanes)});"
            );
        writer.Close();
        writer.Write($"w = ref panel;\nstride = {floats};");
        writer.Close();
    }

    /// <summary>Writes the weight gradient of a range of features, each summed over the samples where it is not zero.</summary>
    public static void WriteWeightGradient(SourceWriter writer, DenseStage stage, VectorWidth width)
    {
        int features = stage.Input.ValueCount;
        writer.Write(
            $"Span<uint> masks = stackalloc uint[{Layout.WidestVector * MostSamples / SamplesPerWord}];"
        );
        writer.Open($"for (nint group = begin; group < end; group += {Layout.WidestVector})");
        writer.Write(
            $"nint first = Math.Min(group, {features - Layout.WidestVector}); // nothing behind the last sample is read"
        );
        writer.Write(
            $"LiveMask.ByFilter(ref Unsafe.Add(ref input, first), 1, (int)batch, 0, {stage.Input.Size}, {Layout.WidestVector}, ref MemoryMarshal.GetReference(masks));"
        );
        int vectors = Tiling.LiveVectors(width, stage.Units);
        ColumnBlocks blocks = new(stage.Units, vectors * width.Lanes);
        blocks.Open(writer);
        string unit = blocks.First;
        writer.Open(
            $"for (nint feature = group; feature < Math.Min(group + {Layout.WidestVector}, end); feature++)"
        );
        for (int v = 0; v < vectors; v++)
            writer.Write($"var sum{v} = {width.Name}<float>.Zero;");
        writer.Open($"for (nint sample = 0; sample < batch; sample += {SamplesPerWord})");
        writer.Write(
            $"uint live = Unsafe.Add(ref MemoryMarshal.GetReference(masks), (sample / {SamplesPerWord} * {Layout.WidestVector}) + feature - first);"
        );
        writer.Write(
            $"ref float x = ref Unsafe.Add(ref input, (sample * {stage.Input.Size}) + feature);"
        );
        writer.Write(
            $"ref float d = ref Unsafe.Add(ref dOutput, {Place($"sample * {stage.Output.Size}", unit)});"
        );
        writer.Write("if (live == 0)\n    continue;");
        WriteWalk(
            writer,
            vectors,
            width,
            "uint",
            $"Unsafe.Add(ref x, next * {stage.Input.Size})",
            $"ref Unsafe.Add(ref d, next * {stage.Output.Size})",
            Layout.WidestVector
        );
        writer.Close();
        writer.Write(
            $"ref float y = ref Unsafe.Add(ref dWeight, {Place($"feature * {stage.Units}", unit)});"
        );
        for (int v = 0; v < vectors; v++)
            writer.Write(
                blocks.Block <= stage.Units
                    ? $"sum{v}.StoreUnsafe(ref y{ProductTileWriter.Offset(v * width.Lanes)});"
                    : $"Lanes.StoreFirst(sum{v}, ref y, {stage.Units});"
            );
        writer.Close();
        blocks.Close(writer);
        writer.Close();
    }

    private static void WriteWalk(
        SourceWriter writer,
        int vectors,
        VectorWidth width,
        string mask,
        string factor,
        string row,
        int runStride
    )
    {
        writer.Open("do");
        writer.Write($"nint next = (nint){mask}.TrailingZeroCount(live);");
        writer.Write("live &= live - 1;");
        writer.Write($"var factor = {width.Name}.Create({factor});");
        writer.Write($"ref float row = {row};");
        for (int v = 0; v < vectors; v++)
            writer.Write(
                $"sum{v} = {width.Name}.MultiplyAddEstimate(factor, {Load(width, "row", v, runStride)}, sum{v});"
            );
        writer.Close("} while (live != 0);");
    }

    private static void WriteEnd(
        SourceWriter writer,
        DenseProduct product,
        VectorWidth width,
        string unit,
        int floats
    )
    {
        writer.Write("for (nint sample = 0; sample < count; sample++)");
        writer.Open($"for (nint i = 0; i < {floats}; i += {width.Lanes})");
        writer.Write(
            $"ref float y = ref Unsafe.Add(ref sums, (sample * {product.TargetStride}) + i);"
        );
        string bias = product.HasBias
            ? $" + {width.Name}.LoadUnsafe(ref bias, (nuint){(unit == "0" ? "i" : $"({unit} + i)")})"
            : "";
        writer.Write(
            $"{Activations.Apply(product.Activation, Load(width, "y", 0) + bias)}.StoreUnsafe(ref y);"
        );
        writer.Close();
    }

    private static string Place(string row, string unit) => unit == "0" ? row : $"({row}) + {unit}";

    private static string Load(
        VectorWidth width,
        string from,
        int vector,
        int runStride = Layout.WidestVector
    ) =>
        $"{width.Name}.LoadUnsafe(ref {from}{ProductTileWriter.Offset(DenseProduct.Column(vector * width.Lanes, runStride))})";
}
