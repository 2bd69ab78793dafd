using LayerGen.Generator.Core;
using LayerGen.Generator.Core.Planning;

namespace LayerGen.Generator.Emission.Stages;

/// <summary>
/// Writes convolution + bias + activation + maximum like <see cref="ConvForward"/>, for the windows of a list: sums of
/// those that have nothing but zeros under them are zero.
/// </summary>
internal static class LiveWindowForward
{
    public static void Write(SourceWriter writer, ConvStage stage, VectorWidth width)
    {
        writer.Write("nint live = windows;");
        ProductTile tile = Tiling.Windows(width, stage);
        int vectors = width.VectorsFor(stage.Filters);
        bool inBlocks = tile.Vectors < vectors;
        string filter = inBlocks ? "filter" : "";
        if (inBlocks)
            writer.Open(
                $"for (nint filter = 0; filter < {vectors * width.Lanes}; filter += {tile.Vectors * width.Lanes})"
            );
        if (stage.Learned.Bias is not null)
            for (int v = 0; v < tile.Vectors; v++)
                writer.Write(
                    $"var bias{v} = {width.Name}.LoadUnsafe(ref {ConvForward.Plus("bias", filter, v * width.Lanes)});"
                );
        int windows = tile.Rows / stage.Pool!.Size.Area;
        writer.Open($"for (nint n = 0; n < live; n += {windows})");
        WriteTile(writer, stage, width, tile, filter);
        writer.Close();
        WriteBlank(writer, stage, width, tile.Vectors, filter);
        if (inBlocks)
            writer.Close();
        SeparateActivation.Write(writer, stage, width);
    }

    /// <summary>Opens a loop over the windows of a list under which there are zeros.</summary>
    public static void OpenBlank(SourceWriter writer, ConvStage stage, string filter)
    {
        int spare = ConvWindowChoice.Spare(stage);
        int all = stage.Output.Height * stage.Output.Width;
        writer.Open($"for (nint n = {ConvForward.Shifted("live", spare)}; n < {all + spare}; n++)");
        writer.Write($"nint at = Unsafe.Add(ref windows, (n * 2) + 3){Added(filter)};");
    }

    private static void WriteTile(
        SourceWriter writer,
        ConvStage stage,
        VectorWidth width,
        ProductTile tile,
        string filter
    )
    {
        int area = stage.Pool!.Size.Area;
        int windows = tile.Rows / area;
        writer.Write("ref int window = ref Unsafe.Add(ref windows, (n * 2) + 2);");
        for (int t = 0; t < windows; t++)
            writer.Write(
                $"ref float x{t} = ref Unsafe.Add(ref input, {(t == 0 ? "window" : $"Unsafe.Add(ref window, {2 * t})")});"
            );
        writer.Write($"ref float w = ref {ConvForward.Plus("weight", filter, 0)};");
        for (int row = 0; row < tile.Rows; row++)
        for (int v = 0; v < tile.Vectors; v++)
            writer.Write($"var {ProductTileWriter.Sum(row, v)} = {width.Name}<float>.Zero;");
        writer.Write("nint i = 0;");
        int run = stage.Kernel.Width * stage.Input.ChannelStride;
        writer.Open($"for (nint ky = 0; ky < {stage.Kernel.Height}; ky++)");
        writer.Open($"for (nint kx = 0; kx < {run}; kx++)");
        for (int v = 0; v < tile.Vectors; v++)
            writer.Write(
                $"var w{v} = {width.Name}.LoadUnsafe(ref w{ProductTileWriter.Offset(v * width.Lanes)});"
            );
        for (int row = 0; row < tile.Rows; row++)
        {
            string at = ConvForward.Shifted("i", ConvForward.WindowOffset(stage, row % area));
            writer.Write($"var v{row} = {width.Name}.Create(Unsafe.Add(ref x{row / area}, {at}));");
            for (int v = 0; v < tile.Vectors; v++)
            {
                string sum = ProductTileWriter.Sum(row, v);
                writer.Write($"{sum} = {width.Name}.MultiplyAddEstimate(v{row}, w{v}, {sum});");
            }
        }
        writer.Write($"w = ref Unsafe.Add(ref w, {Layout.RoundUp(stage.Filters)});");
        writer.Write("i++;");
        writer.Close();
        writer.Write($"i += {stage.Input.RowStride - run};");
        writer.Close();
        for (int t = 0; t < windows; t++)
        {
            writer.Write($"nint at{t} = Unsafe.Add(ref window, {(2 * t) + 1}){Added(filter)};");
            for (int v = 0; v < tile.Vectors; v++)
                ConvForward.WriteOutput(
                    writer,
                    stage,
                    width,
                    area,
                    t,
                    v,
                    ConvForward.Shifted($"at{t}", v * width.Lanes)
                );
        }
    }

    private static void WriteBlank(
        SourceWriter writer,
        ConvStage stage,
        VectorWidth width,
        int vectors,
        string filter
    )
    {
        OpenBlank(writer, stage, filter);
        for (int v = 0; v < vectors; v++)
        {
            string bias = stage.Learned.Bias is null ? "" : $" + bias{v}";
            string at = ConvForward.Shifted("at", v * width.Lanes);
            string sum = Activations.ApplyToSum(
                stage.Activation,
                $"{width.Name}<float>.Zero{bias}"
            );
            writer.Write($"{sum}.StoreUnsafe(ref output, (nuint)({at}));");
            writer.Write(
                $"Lanes.StoreBytes({width.Name}<int>.Zero, ref Unsafe.Add(ref winner, {at}));"
            );
        }
        writer.Close();
    }

    private static string Added(string filter) => filter.Length == 0 ? "" : $" + {filter}";
}
