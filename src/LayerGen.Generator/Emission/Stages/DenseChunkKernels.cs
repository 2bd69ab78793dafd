using LayerGen.Generator.Core.Layers;
using LayerGen.Generator.Core.Planning;

namespace LayerGen.Generator.Emission.Stages;

/// <summary>
/// Writes the product of several samples with a weight that no near cache holds: all samples and columns meet a chunk of
/// its rows before the next, so that the weight streams by once, in the order in which it lies. Between chunks sums wait
/// in the target; they add the same terms in the same order as in <see cref="DenseKernels"/>.
/// </summary>
internal static class DenseChunkKernels
{
    public static void WriteProduct(
        SourceWriter writer,
        DenseProduct product,
        VectorWidth width,
        int samples
    )
    {
        ProductTile tile = Tiling.Overlapping(width, product.Columns, samples);
        int block = tile.Vectors * width.Lanes;
        int whole = product.Columns / block * block;
        bool hasRest = whole < product.Columns;
        if (hasRest)
        {
            writer.Write(
                "// Columns that are no whole block go by themselves, with some computed once more."
            );
            writer.Open($"for (nint part = 0; part < {product.Columns}; part += {whole})");
            writer.Write($"nint begin = Math.Min(part, {product.Columns - block});");
            writer.Write($"nint end = part == 0 ? {whole} : {product.Columns};");
        }
        (string begin, string end) = hasRest ? ("begin", "end") : ("0", $"{whole}");
        writer.Write("for (nint sample = 0; sample < count; sample++)");
        writer.Write(
            hasRest
                ? $"    MemoryMarshal.CreateSpan(ref Unsafe.Add(ref {product.Target}, (sample * {product.TargetStride}) + begin), (int)(end - begin)).Clear();"
                : $"    MemoryMarshal.CreateSpan(ref Unsafe.Add(ref {product.Target}, sample * {product.TargetStride}), {whole}).Clear();"
        );
        WriteChunks(
            writer,
            product.Input,
            () =>
            {
                writer.Open($"for (nint unit = {begin}; unit < {end}; unit += {block})");
                writer.Write("nint sample = 0;");
                for (int rows = tile.Rows; rows >= 1; rows /= 2)
                    WriteTile(writer, product, width, tile with { Rows = rows });
                writer.Close();
            }
        );
        Activation activation = Activations.IsSeparate(product.Activation)
            ? Activation.None
            : product.Activation;
        if (product.HasBias || activation != Activation.None)
            WriteEnd(writer, product, activation, width, begin, end);
        if (hasRest)
            writer.Close();
        DenseKernels.WriteSeparateActivation(writer, product, product.Columns);
    }

    /// <summary>The loop over chunks: rows of the weight, or those of some pixels where padding lies between them.</summary>
    private static void WriteChunks(SourceWriter writer, Layout input, Action body)
    {
        (int pieces, int chunk) = input.IsContiguous
            ? (input.ValueCount, DenseChunks.Rows)
            : (input.Height * input.Width, Math.Max(1, DenseChunks.Rows / input.Channels));
        writer.Write(
            "// The weight comes from far away: all samples and columns meet a chunk of its rows."
        );
        writer.Open($"for (nint first = 0; first < {pieces}; first += {chunk})");
        writer.Write(
            pieces % chunk == 0
                ? $"const int steps = {chunk};"
                : $"nint steps = Math.Min({chunk}, {pieces} - first);"
        );
        body();
        writer.Close();
    }

    private static void WriteTile(
        SourceWriter writer,
        DenseProduct product,
        VectorWidth width,
        ProductTile tile
    )
    {
        Layout input = product.Input;
        int[] offsets = [.. Enumerable.Range(0, tile.Rows).Select(row => row * input.Size)];
        ProductTileWriter sums = new(
            width.Name,
            width.Lanes,
            offsets,
            tile.Vectors,
            1,
            product.WeightStride
        );
        (int floats, int rows) = input.IsContiguous
            ? (1, 1)
            : (input.ChannelStride, input.Channels);
        writer.Open(
            tile.Rows == 1
                ? "for (; sample < count; sample++)"
                : $"for (; sample <= count - {tile.Rows}; sample += {tile.Rows})"
        );
        writer.Write(
            $"ref float x = ref Unsafe.Add(ref {product.Source}, (sample * {input.Size}) + {Times("first", floats)});"
        );
        writer.Write(
            $"ref float w = ref Unsafe.Add(ref weight, (first * {rows * product.WeightStride}) + unit);"
        );
        writer.Write(
            $"ref float y = ref Unsafe.Add(ref {product.Target}, (sample * {product.TargetStride}) + unit);"
        );
        foreach ((string sum, string place) in Places())
            writer.Write($"var {sum} = {width.Name}.LoadUnsafe(ref y{place});");
        sums.StepThrough(writer, input, "steps");
        foreach ((string sum, string place) in Places())
            writer.Write($"{sum}.StoreUnsafe(ref y{place});");
        writer.Close();

        IEnumerable<(string Sum, string Place)> Places() =>
            from row in Enumerable.Range(0, tile.Rows)
            from v in Enumerable.Range(0, tile.Vectors)
            select (
                ProductTileWriter.Sum(row, v),
                ProductTileWriter.Offset((row * product.TargetStride) + (v * width.Lanes))
            );
    }

    /// <summary>Writes the addition of the bias to finished sums, and their activation.</summary>
    private static void WriteEnd(
        SourceWriter writer,
        DenseProduct product,
        Activation activation,
        VectorWidth width,
        string begin,
        string end
    )
    {
        writer.Write("for (nint sample = 0; sample < count; sample++)");
        writer.Open($"for (nint i = {begin}; i < {end}; i += {width.Lanes})");
        writer.Write(
            $"ref float y = ref Unsafe.Add(ref {product.Target}, (sample * {product.TargetStride}) + i);"
        );
        string bias = product.HasBias ? $" + {width.Name}.LoadUnsafe(ref bias, (nuint)i)" : "";
        writer.Write(
            $"{Activations.Apply(activation, $"{width.Name}.LoadUnsafe(ref y){bias}")}.StoreUnsafe(ref y);"
        );
        writer.Close();
    }

    private static string Times(string variable, int factor) =>
        factor == 1 ? variable : $"({variable} * {factor})";
}
