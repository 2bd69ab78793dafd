using LayerGen.Generator.Core.Layers;
using LayerGen.Generator.Core.Planning;

namespace LayerGen.Generator.Emission.Stages;

/// <summary>
/// Writes the backward pass of activation and mean: every position of a window gets an equal part of its gradient, times
/// the derivative at its own activation, which the gradient replaces in the map.
/// </summary>
internal static class MapGradient
{
    public static void Write(SourceWriter writer, ConvStage stage, VectorWidth width)
    {
        FusedPool pool = stage.Pool!;
        Layout map = stage.Map!;
        string origin = stage.Output.Origin == 0 ? "" : $"{stage.Output.Origin} + ";
        writer.Write($"for (nint row = 0; row < {stage.Output.Height}; row++)");
        writer.Write($"for (nint column = 0; column < {stage.Output.Width}; column++)");
        writer.Open(
            $"for (nint filter = 0; filter < {width.VectorsFor(stage.Filters) * width.Lanes}; filter += {width.Lanes})"
        );
        writer.Write(
            $"ref float y = ref Unsafe.Add(ref map, {ConvForward.Times("row", pool.Stride.Height * map.RowStride)} + {ConvForward.Times("column", pool.Stride.Width * map.ChannelStride)} + filter);"
        );
        writer.Write(
            $"var part = {width.Name}.LoadUnsafe(ref Unsafe.Add(ref dOutput, {origin}{ConvForward.Times("row", stage.Output.RowStride)} + {ConvForward.Times("column", stage.Output.ChannelStride)} + filter)) * {Literals.Of(1f / pool.Size.Area)};"
        );
        for (int k = 0; k < pool.Size.Area; k++)
        {
            string at = ProductTileWriter.Offset(
                (k / pool.Size.Width * map.RowStride) + (k % pool.Size.Width * map.ChannelStride)
            );
            string gradient = "part";
            if (stage.KeepsMap)
            {
                writer.Write($"var y{k} = {width.Name}.LoadUnsafe(ref y{at});");
                gradient = Activations.VectorGradient(
                    width.Name,
                    stage.Activation,
                    "part",
                    $"y{k}"
                );
            }
            writer.Write($"{gradient}.StoreUnsafe(ref y{at});");
        }
        writer.Close();
    }
}
