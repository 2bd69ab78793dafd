using LayerGen.Generator.Core;
using LayerGen.Generator.Core.Layers;
using LayerGen.Generator.Core.Planning;

namespace LayerGen.Generator.Emission.Stages;

/// <summary>
/// Writes convolution + bias + activation + pooling. All positions of a pooling window are summed in registers and
/// reduced there: the map between convolution and pooling never exists, and positions no window reads are not computed.
/// </summary>
internal static class ConvForward
{
    public static string Summary(ConvStage stage) =>
        $"One sample's {Describe(stage)}: {Shape(stage.Input)} → {Shape(stage.Output)}.";

    public static void Write(SourceWriter writer, ConvStage stage, VectorWidth width)
    {
        Size2 window = stage.Pool?.Size ?? new(1, 1);
        ProductTile tile = Tiling.Windows(width, stage);
        int step = tile.Rows / window.Area;
        int last = tile.LastRows / window.Area;
        int full = stage.Output.Width / step * step;
        int vectors = width.VectorsFor(stage.Filters);
        Size2 windowStride = WindowStride(stage);
        int rowStep = windowStride.Height * stage.Stride.Height * stage.Input.RowStride;

        bool inBlocks = tile.Vectors < vectors;
        if (inBlocks)
            writer.Open(
                $"for (nint filter = 0; filter < {vectors * width.Lanes}; filter += {tile.Vectors * width.Lanes})"
            );
        if (stage.Learned.Bias is not null)
            for (int v = 0; v < tile.Vectors; v++)
                writer.Write(
                    $"var bias{v} = {width.Name}.LoadUnsafe(ref {Plus("bias", inBlocks ? "filter" : "", v * width.Lanes)});"
                );
        writer.Open($"for (nint row = 0; row < {stage.Output.Height}; row++)");
        if (full > step)
        {
            writer.Open($"for (nint column = 0; column < {full}; column += {step})");
            WriteTile(writer, stage, width, tile with { Rows = step }, rowStep, "column", inBlocks);
            writer.Close();
        }
        else
        {
            writer.Open();
            WriteTile(writer, stage, width, tile with { Rows = step }, rowStep, "0", inBlocks);
            writer.Close();
        }
        if (last > 0)
        {
            writer.Open();
            WriteTile(
                writer,
                stage,
                width,
                tile with
                {
                    Rows = last,
                },
                rowStep,
                $"{full}",
                inBlocks
            );
            writer.Close();
        }
        writer.Close();
        if (inBlocks)
            writer.Close();
        SeparateActivation.Write(writer, stage, width);
    }

    /// <summary>Writes one tile of so many windows (or positions, where nothing is pooled).</summary>
    private static void WriteTile(
        SourceWriter writer,
        ConvStage stage,
        VectorWidth width,
        ProductTile tile,
        int rowStep,
        string column,
        bool inBlocks
    )
    {
        Size2 window = stage.Pool?.Size ?? new(1, 1);
        int columnStep = WindowStride(stage).Width * stage.Stride.Width * stage.Input.ChannelStride;
        int[] offsets =
        [
            .. from t in Enumerable.Range(0, tile.Rows)
            from k in Enumerable.Range(0, window.Area)
            select (t * columnStep) + WindowOffset(stage, k),
        ];
        int wStep = Layout.RoundUp(stage.Filters);
        ProductTileWriter product = new(width.Name, width.Lanes, offsets, tile.Vectors, 1, wStep);
        string columnOffset = column == "0" ? "" : $" + {Times(column, columnStep)}";
        writer.Write(
            $"ref float x = ref Unsafe.Add(ref input, {Times("row", rowStep)}{columnOffset});"
        );
        writer.Write($"ref float w = ref {Plus("weight", inBlocks ? "filter" : "", 0)};");
        product.Clear(writer);
        WriteTaps(writer, stage, product);
        string outputIndex =
            (stage.Output.Origin == 0 ? "" : $"{stage.Output.Origin} + ")
            + Times("row", stage.Output.RowStride)
            + (column == "0" ? "" : $" + {Times(column, stage.Output.ChannelStride)}")
            + (inBlocks ? " + filter" : "");
        if (!SeparateActivation.HasMean(stage))
            writer.Write($"nint at = {outputIndex};");
        WriteMapIndex(writer, stage, "row", column, inBlocks ? "filter" : "0");
        for (int t = 0; t < tile.Rows; t++)
        for (int v = 0; v < tile.Vectors; v++)
            WriteOutput(
                writer,
                stage,
                width,
                window.Area,
                t,
                v,
                Shifted("at", (t * stage.Output.ChannelStride) + (v * width.Lanes))
            );
    }

    private static void WriteTaps(SourceWriter writer, ConvStage stage, ProductTileWriter product)
    {
        Layout input = stage.Input;
        bool sideBySide = input.ChannelStride == input.Channels;
        int advanced = stage.Kernel.Width * input.ChannelStride;
        if (stage.Kernel.Height > 1)
            writer.Open($"for (nint ky = 0; ky < {stage.Kernel.Height}; ky++)");
        if (sideBySide)
        {
            writer.Block($"for (nint i = 0; i < {advanced}; i++)", () => product.Step(writer));
        }
        else
        {
            writer.Open($"for (nint kx = 0; kx < {stage.Kernel.Width}; kx++)");
            writer.Block(
                $"for (nint c = 0; c < {input.Channels}; c++)",
                () => product.Step(writer)
            );
            writer.Write($"x = ref Unsafe.Add(ref x, {input.ChannelStride - input.Channels});");
            writer.Close();
        }
        if (stage.Kernel.Height > 1)
        {
            if (input.RowStride != advanced)
                writer.Write($"x = ref Unsafe.Add(ref x, {input.RowStride - advanced});");
            writer.Close();
        }
    }

    /// <summary>Reduces and stores the sums of one window, or stores the sum of one position.</summary>
    public static void WriteOutput(
        SourceWriter writer,
        ConvStage stage,
        VectorWidth width,
        int area,
        int t,
        int v,
        string at
    )
    {
        string bias = stage.Learned.Bias is null ? "" : $" + bias{v}";
        string[] sums =
        [
            .. Enumerable.Range(t * area, area).Select(row => ProductTileWriter.Sum(row, v)),
        ];
        switch (stage.Pool?.Pooling)
        {
            case null:
                writer.Write(
                    $"{Activations.ApplyToSum(stage.Activation, sums[0] + bias)}.StoreUnsafe(ref output, (nuint)({at}));"
                );
                break;
            case Pooling.Max:
                string largest = $"largest{t}_{v}";
                writer.Write($"var {largest} = {sums[0]};");
                writer.Write($"var winner{t}_{v} = {width.Name}<int>.Zero;");
                for (int k = 1; k < area; k++)
                    writer.Write($"TakeLarger({sums[k]}, {k}, ref {largest}, ref winner{t}_{v});");
                writer.Write(
                    $"{Activations.ApplyToSum(stage.Activation, largest + bias)}.StoreUnsafe(ref output, (nuint)({at}));"
                );
                writer.Write($"Lanes.StoreBytes(winner{t}_{v}, ref Unsafe.Add(ref winner, {at}));");
                break;
            default:
                if (
                    bias.Length > 0
                    || (
                        stage.Activation != Activation.None
                        && !Activations.IsSeparate(stage.Activation)
                    )
                )
                    foreach (string sum in sums)
                        writer.Write(
                            $"{sum} = {Activations.ApplyToSum(stage.Activation, sum + bias)};"
                        );
                if (stage.KeepsMap)
                    for (int k = 0; k < area; k++)
                        writer.Write(
                            $"{sums[k]}.StoreUnsafe(ref map, (nuint)(mapAt + {MapOffset(stage, t, k) + (v * width.Lanes)}));"
                        );
                if (!Activations.IsSeparate(stage.Activation))
                    writer.Write(
                        $"(({string.Join(" + ", sums)}) * {Literals.Of(1f / area)}).StoreUnsafe(ref output, (nuint)({at}));"
                    );
                break;
        }
    }

    /// <summary>Writes where the first window of a tile lies in the map, if the map is kept.</summary>
    public static void WriteMapIndex(
        SourceWriter writer,
        ConvStage stage,
        string row,
        string column,
        string filter
    )
    {
        if (!stage.KeepsMap)
            return;
        Size2 stride = WindowStride(stage);
        writer.Write(
            $"nint mapAt = {Times(row, stride.Height * stage.Map!.RowStride)} + {Times(column, stride.Width * stage.Map.ChannelStride)} + {filter};"
        );
    }

    /// <summary>Where position k of window t lies in the map, relative to the first window's first position.</summary>
    private static int MapOffset(ConvStage stage, int t, int k)
    {
        FusedPool pool = stage.Pool!;
        return (k / pool.Size.Width * stage.Map!.RowStride)
            + (((t * pool.Stride.Width) + (k % pool.Size.Width)) * stage.Map.ChannelStride);
    }

    /// <summary>Where position k of a pooling window reads the input, relative to the window's first position.</summary>
    public static int WindowOffset(ConvStage stage, int k)
    {
        int windowWidth = stage.Pool?.Size.Width ?? 1;
        return (k / windowWidth * stage.Stride.Height * stage.Input.RowStride)
            + (k % windowWidth * stage.Stride.Width * stage.Input.ChannelStride);
    }

    /// <summary>Positions of the convolution from one output to the next.</summary>
    public static Size2 WindowStride(ConvStage stage) => stage.Pool?.Stride ?? new(1, 1);

    /// <summary><c>name * factor</c>, or less where less says it.</summary>
    public static string Times(string name, int factor) =>
        int.TryParse(name, out int number) ? $"{number * factor}"
        : factor == 1 ? name
        : $"({name} * {factor})";

    /// <summary>An index, so many floats further on.</summary>
    public static string Shifted(string index, int offset) =>
        offset == 0 ? index : $"{index} + {offset}";

    public static string Plus(string name, string index, int offset) =>
        (index, offset) switch
        {
            ("", 0) => name,
            ("", _) => $"Unsafe.Add(ref {name}, {offset})",
            (_, 0) => $"Unsafe.Add(ref {name}, {index})",
            _ => $"Unsafe.Add(ref {name}, {index} + {offset})",
        };

    private static string Describe(ConvStage stage) =>
        $"{stage.Kernel} convolution"
        + (stage.Stride == new Size2(1, 1) ? "" : $" with stride {stage.Stride}")
        + (stage.Learned.Bias is null ? "" : " + bias")
        + (stage.Activation == Activation.None ? "" : $" + {stage.Activation}")
        + stage.Pool switch
        {
            { Pooling: Pooling.Max } pool => $" + {pool.Size} maximum",
            { } pool => $" + {pool.Size} mean",
            null => "",
        };

    private static string Shape(Layout layout) =>
        $"{layout.Height}×{layout.Width}×{layout.Channels}";
}
