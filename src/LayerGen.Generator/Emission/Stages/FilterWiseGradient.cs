using LayerGen.Generator.Core;
using LayerGen.Generator.Core.Layers;
using LayerGen.Generator.Core.Planning;

namespace LayerGen.Generator.Emission.Stages;

/// <summary>
/// Writes a convolution's weight gradient for many filters at once: the gradient of each position times each value
/// under the kernel, summed over all positions. The sums of some of the kernel's values stay in registers; behind a
/// maximum each lane picks the values under its filter's own place of a window, where vectors can do that.
/// </summary>
internal static class FilterWiseGradient
{
    public static void Write(SourceWriter writer, ConvStage stage, VectorWidth width)
    {
        string v = width.Name;
        TapBlock block = TapBlock.For(stage, width);
        int vectors = width.VectorsFor(stage.Filters);
        bool hasBias = stage.Learned.Bias is not null;
        int step = Layout.RoundUp(stage.Filters);
        if (ListsWindows(stage))
            writer.Write("nint live = windows;");
        if (vectors > 1)
            writer.Open(
                $"for (nint filter = 0; filter < {vectors * width.Lanes}; filter += {width.Lanes})"
            );
        string filter = vectors > 1 ? "filter" : "0";
        if (hasBias)
            writer.Write($"var sum = {v}<float>.Zero;");
        (string Name, int Length, int Step)[] split =
        [
            .. new[]
            {
                (Name: "ky", Length: stage.Kernel.Height, Step: block.Rows),
                (Name: "kx", Length: stage.Kernel.Width, Step: block.Columns),
                (Name: "c", Length: stage.Input.Channels, Step: block.Channels),
            }.Where(loop => loop.Step < loop.Length),
        ];
        foreach ((string name, int length, int by) in split)
            writer.Open($"for (nint {name} = 0; {name} < {length}; {name} += {by})");
        for (int t = 0; t < block.Taps; t++)
            writer.Write($"var d{t} = {v}<float>.Zero;");
        // Every block of the kernel sees every position: the last one's sum is the bias gradient.
        if (hasBias && split.Length > 0)
            writer.Write($"sum = {v}<float>.Zero;");
        if (ListsWindows(stage))
            writer.Open("for (nint n = 0; n < live; n++)");
        else
        {
            writer.Write($"for (nint row = 0; row < {stage.Output.Height}; row++)");
            writer.Open($"for (nint column = 0; column < {stage.Output.Width}; column++)");
        }
        WritePosition(writer, stage, width, block, filter);
        writer.Close();
        int rowOfKernel = stage.Kernel.Width * stage.Input.Channels;
        writer.Write(
            $"ref float d = ref Unsafe.Add(ref dWeight, {filter}{BlockOffset(stage, block, rowOfKernel * step, stage.Input.Channels * step, step)});"
        );
        foreach ((int t, int ky, int kx, int c) in block.Values)
        {
            int offset = ((ky * rowOfKernel) + (kx * stage.Input.Channels) + c) * step;
            string at = ProductTileWriter.Offset(offset);
            writer.Write($"({v}.LoadUnsafe(ref d{at}) + d{t}).StoreUnsafe(ref d{at});");
        }
        for (int loop = 0; loop < split.Length; loop++)
            writer.Close();
        if (hasBias && ListsWindows(stage))
        {
            LiveWindowForward.OpenBlank(writer, stage, filter);
            WriteGradient(writer, stage, v);
            writer.Write("sum += g;");
            writer.Close();
        }
        if (hasBias)
            writer.Write(
                $"({v}.LoadUnsafe(ref Unsafe.Add(ref dBias, {filter})) + sum).StoreUnsafe(ref Unsafe.Add(ref dBias, {filter}));"
            );
        if (vectors > 1)
            writer.Close();
    }

    private static void WritePosition(
        SourceWriter writer,
        ConvStage stage,
        VectorWidth width,
        TapBlock block,
        string filter
    )
    {
        string v = width.Name;
        Layout input = stage.Input;
        int rowStep =
            ConvForward.WindowStride(stage).Height * stage.Stride.Height * input.RowStride;
        int columnStep =
            ConvForward.WindowStride(stage).Width * stage.Stride.Width * input.ChannelStride;
        string origin = stage.Output.Origin == 0 ? "" : $"{stage.Output.Origin} + ";
        string inBlock = BlockOffset(stage, block, input.RowStride, input.ChannelStride, 1);
        if (ListsWindows(stage))
        {
            writer.Write("ref int window = ref Unsafe.Add(ref windows, (n * 2) + 2);");
            writer.Write($"nint at = Unsafe.Add(ref window, 1) + {filter};");
            writer.Write($"ref float x = ref Unsafe.Add(ref input, window{inBlock});");
        }
        else
        {
            writer.Write(
                $"nint at = {origin}{ConvForward.Times("row", stage.Output.RowStride)} + {ConvForward.Times("column", stage.Output.ChannelStride)} + {filter};"
            );
            writer.Write(
                $"ref float x = ref Unsafe.Add(ref input, {ConvForward.Times("row", rowStep)} + {ConvForward.Times("column", columnStep)}{inBlock});"
            );
        }
        WriteGradient(writer, stage, v);
        int area = stage.Pool?.Size.Area ?? 1;
        switch (stage.Pool?.Pooling)
        {
            case Pooling.Max when TapBlock.PicksInputs(stage, width):
                writer.Write($"var place = Lanes.Load{v}(ref Unsafe.Add(ref winner, at));");
                AddBias("g");
                WritePicks(writer, stage, width, block);
                break;
            case Pooling.Max when area > 1:
                writer.Write($"var place = Lanes.Load{v}(ref Unsafe.Add(ref winner, at));");
                AddBias("g");
                for (int k = 0; k < area; k++)
                {
                    writer.Write(
                        $"var g{k} = {v}.ConditionalSelect({v}.Equals(place, {v}.Create({k})).AsSingle(), g, {v}<float>.Zero);"
                    );
                    WriteTaps($"g{k}", k);
                }
                break;
            default:
                AddBias("g");
                WriteTaps("g", 0);
                break;
        }

        void AddBias(string gradient)
        {
            if (stage.Learned.Bias is not null)
                writer.Write($"sum += {gradient};");
        }

        void WriteTaps(string gradient, int k)
        {
            foreach ((int t, int ky, int kx, int c) in block.Values)
            {
                int offset =
                    ConvForward.WindowOffset(stage, k)
                    + (ky * input.RowStride)
                    + (kx * input.ChannelStride)
                    + c;
                string value = offset == 0 ? "x" : $"Unsafe.Add(ref x, {offset})";
                writer.Write(
                    $"d{t} = {v}.MultiplyAddEstimate({v}.Create({value}), {gradient}, d{t});"
                );
            }
        }
    }

    private static bool ListsWindows(ConvStage stage) =>
        stage.Windows == ConvWindowAlgorithm.LiveWindows;

    /// <summary>Writes the gradient of the sums at a place.</summary>
    private static void WriteGradient(SourceWriter writer, ConvStage stage, string v)
    {
        writer.Write($"var g = {v}.LoadUnsafe(ref Unsafe.Add(ref dOutput, at));");
        if (stage.FoldsActivation)
        {
            writer.Write($"var y = {v}.LoadUnsafe(ref Unsafe.Add(ref output, at));");
            writer.Write($"g = {Activations.VectorGradient(v, stage.Activation, "g", "y")};");
        }
    }

    /// <summary>
    /// Writes one multiply-add for each value: the two rows of the input that its places are in, and where in them each
    /// lane's place is.
    /// </summary>
    private static void WritePicks(
        SourceWriter writer,
        ConvStage stage,
        VectorWidth width,
        TapBlock block
    )
    {
        string v = width.Name;
        Size2 size = stage.Pool!.Size;
        int below = (size.Height - 1) * stage.Stride.Height;
        foreach (
            int row in Enumerable
                .Range(0, block.Rows)
                .SelectMany(ky => new[] { ky, ky + below })
                .Distinct()
                .OrderBy(row => row)
        )
            writer.Write(
                $"var x{row} = {v}.LoadUnsafe(ref x{ProductTileWriter.Offset(row * stage.Input.RowStride)});"
            );
        IEnumerable<int> places = Enumerable
            .Range(0, width.Lanes)
            .Select(k =>
                k < size.Area
                    ? (k / size.Width * width.Lanes)
                        + (k % size.Width * stage.Stride.Width * stage.Input.ChannelStride)
                    : 0
            );
        writer.Write(
            $"var from0 = {v}.ShuffleNative({v}.Create({string.Join(", ", places)}), place);"
        );
        foreach ((int t, int ky, int kx, int c) in block.Values)
        {
            int from = (kx * stage.Input.ChannelStride) + c;
            if (ky == 0 && from > 0)
                writer.Write($"var from{from} = from0 + {v}.Create({from});");
            writer.Write(
                $"d{t} = {v}.MultiplyAddEstimate(Lanes.Pick(x{ky}, x{ky + below}, from{from}), g, d{t});"
            );
        }
    }

    private static string BlockOffset(
        ConvStage stage,
        TapBlock block,
        int rowStride,
        int columnStride,
        int channelStride
    ) =>
        (block.Rows < stage.Kernel.Height ? $" + {ConvForward.Times("ky", rowStride)}" : "")
        + (block.Columns < stage.Kernel.Width ? $" + {ConvForward.Times("kx", columnStride)}" : "")
        + (
            block.Channels < stage.Input.Channels
                ? $" + {ConvForward.Times("c", channelStride)}"
                : ""
        );
}
