using LayerGen.Generator.Core.Planning;

namespace LayerGen.Generator.Emission.Stages;

/// <summary>
/// Writes the activation of a convolution whose sums are in memory already, because it needs too many registers to be
/// applied beside them.
/// </summary>
internal static class SeparateActivation
{
    /// <summary>Whether sums go to the map alone: their activation and its mean follow in a loop of their own.</summary>
    public static bool HasMean(ConvStage stage) =>
        stage.KeepsMap && Activations.IsSeparate(stage.Activation);

    /// <summary>Writes the activation of all sums in memory, if it has a loop of its own, and the means behind it.</summary>
    public static void Write(SourceWriter writer, ConvStage stage, VectorWidth width)
    {
        if (!Activations.IsSeparate(stage.Activation))
            return;
        Layout output = stage.Output;
        string origin = output.Origin == 0 ? "" : $"{output.Origin} + ";
        writer.Write($"for (nint row = 0; row < {output.Height}; row++)");
        if (!stage.KeepsMap)
        {
            writer.Write(
                $"    {Activations.OverAll(stage.Activation, $"ref Unsafe.Add(ref output, {origin}{ConvForward.Times("row", output.RowStride)})", output.Width * output.ChannelStride)}"
            );
            return;
        }
        FusedPool pool = stage.Pool!;
        Layout map = stage.Map!;
        writer.Write($"for (nint column = 0; column < {output.Width}; column++)");
        writer.Open(
            $"for (nint filter = 0; filter < {width.VectorsFor(stage.Filters) * width.Lanes}; filter += {width.Lanes})"
        );
        writer.Write(
            $"ref float y = ref Unsafe.Add(ref map, {ConvForward.Times("row", pool.Stride.Height * map.RowStride)} + {ConvForward.Times("column", pool.Stride.Width * map.ChannelStride)} + filter);"
        );
        int[] places =
        [
            .. Enumerable
                .Range(0, pool.Size.Area)
                .Select(k =>
                    (k / pool.Size.Width * map.RowStride)
                    + (k % pool.Size.Width * map.ChannelStride)
                ),
        ];
        WriteMean(
            writer,
            stage,
            width,
            places,
            $"Unsafe.Add(ref output, {origin}{ConvForward.Times("row", output.RowStride)} + {ConvForward.Times("column", output.ChannelStride)} + filter)"
        );
        writer.Close();
    }

    /// <summary>Writes the activation of the sums of a window, which lie around <c>y</c>, and their mean.</summary>
    public static void WriteMean(
        SourceWriter writer,
        ConvStage stage,
        VectorWidth width,
        IReadOnlyList<int> places,
        string target
    )
    {
        writer.Write($"var sum = {width.Name}<float>.Zero;");
        foreach (int place in places)
        {
            string at = ProductTileWriter.Offset(place);
            writer.Write(
                $"var y{place} = {Activations.Apply(stage.Activation, $"{width.Name}.LoadUnsafe(ref y{at})")};"
            );
            writer.Write($"y{place}.StoreUnsafe(ref y{at});");
            writer.Write($"sum += y{place};");
        }
        writer.Write($"(sum * {Literals.Of(1f / places.Count)}).StoreUnsafe(ref {target});");
    }
}
