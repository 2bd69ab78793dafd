using LayerGen.Generator.Core.Layers;
using LayerGen.Generator.Core.Planning;

namespace LayerGen.Generator.Emission.Stages;

/// <summary>
/// Writes a convolution's weight gradient for many filters at once: the gradient of each position times each value
/// under the kernel, summed over all positions. The sums of some of the kernel's values stay in registers.
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
        if (vectors > 1)
            writer.Open(
                $"for (nint filter = 0; filter < {vectors * width.Lanes}; filter += {width.Lanes})"
            );
        string filter = vectors > 1 ? "filter" : "0";
        if (hasBias)
            writer.Write($"var sum = {v}<float>.Zero;");
        if (block.RowBlocks > 1)
            writer.Open($"for (nint ky = 0; ky < {stage.Kernel.Height}; ky += {block.Rows})");
        if (block.RunBlocks > 1)
            writer.Open(
                $"for (nint tap = 0; tap < {block.Run * block.RunBlocks}; tap += {block.Run})"
            );
        for (int t = 0; t < block.Taps; t++)
            writer.Write($"var d{t} = {v}<float>.Zero;");
        // Every block of the kernel sees every position: the last one's sum is the bias gradient.
        if (hasBias && block.RowBlocks * block.RunBlocks > 1)
            writer.Write($"sum = {v}<float>.Zero;");
        writer.Write($"for (nint row = 0; row < {stage.Output.Height}; row++)");
        writer.Open($"for (nint column = 0; column < {stage.Output.Width}; column++)");
        WritePosition(writer, stage, width, block, filter);
        writer.Close();
        writer.Write(
            $"ref float d = ref Unsafe.Add(ref dWeight, {filter}{BlockOffset(block, stage.Kernel.Width * stage.Input.Channels * step, step)});"
        );
        for (int t = 0; t < block.Taps; t++)
        {
            int offset =
                ((t / block.Run * stage.Kernel.Width * stage.Input.Channels) + (t % block.Run))
                * step;
            string at = ProductTileWriter.Offset(offset);
            writer.Write($"({v}.LoadUnsafe(ref d{at}) + d{t}).StoreUnsafe(ref d{at});");
        }
        if (block.RunBlocks > 1)
            writer.Close();
        if (block.RowBlocks > 1)
            writer.Close();
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
        writer.Write(
            $"nint at = {origin}{ConvForward.Times("row", stage.Output.RowStride)} + {ConvForward.Times("column", stage.Output.ChannelStride)} + {filter};"
        );
        writer.Write(
            $"ref float x = ref Unsafe.Add(ref input, {ConvForward.Times("row", rowStep)} + {ConvForward.Times("column", columnStep)}{BlockOffset(block, input.RowStride, 1)});"
        );
        writer.Write($"var g = {v}.LoadUnsafe(ref Unsafe.Add(ref dOutput, at));");
        int area = stage.Pool?.Size.Area ?? 1;
        switch (stage.Pool?.Pooling)
        {
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
            case Pooling.Average:
                writer.Write($"g *= {v}.Create({Literals.Of(1f / area)});");
                for (int k = 0; k < area; k++)
                {
                    if (stage.KeepsWindowValues)
                        writer.Write(
                            $"var y{k} = {v}.LoadUnsafe(ref Unsafe.Add(ref window, at + {k * stage.Output.Size}));"
                        );
                    writer.Write(
                        $"var g{k} = {(stage.KeepsWindowValues ? Activations.VectorGradient(v, stage.Activation, "g", $"y{k}") : "g")};"
                    );
                    AddBias($"g{k}");
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
            for (int t = 0; t < block.Taps; t++)
            {
                int run = t % block.Run;
                int offset =
                    ConvForward.WindowOffset(stage, k)
                    + (t / block.Run * input.RowStride)
                    + (run / input.Channels * input.ChannelStride)
                    + (run % input.Channels);
                string value = offset == 0 ? "x" : $"Unsafe.Add(ref x, {offset})";
                writer.Write(
                    $"d{t} = {v}.MultiplyAddEstimate({v}.Create({value}), {gradient}, d{t});"
                );
            }
        }
    }

    private static string BlockOffset(TapBlock block, int rowStride, int tapStride) =>
        (block.RowBlocks > 1 ? $" + {ConvForward.Times("ky", rowStride)}" : "")
        + (block.RunBlocks > 1 ? $" + {ConvForward.Times("tap", tapStride)}" : "");

    /// <summary>The values of a kernel whose sums are kept in registers at once.</summary>
    /// <param name="Rows">Kernel rows of a block.</param>
    /// <param name="Run">Values of each row of a block.</param>
    /// <param name="RowBlocks">Blocks that cover the kernel's height.</param>
    /// <param name="RunBlocks">Blocks that cover a kernel row.</param>
    private sealed record TapBlock(int Rows, int Run, int RowBlocks, int RunBlocks)
    {
        public int Taps => Rows * Run;

        public static TapBlock For(ConvStage stage, VectorWidth width)
        {
            int run = stage.Kernel.Width * stage.Input.Channels;
            // A block of part of a row is addressed by one offset, which only works where channels stand side by side.
            int blockRun =
                stage.Input.ChannelStride == stage.Input.Channels
                    ? LargestDivisor(run, width.Accumulators)
                    : run;
            int rows =
                blockRun == run ? LargestDivisor(stage.Kernel.Height, width.Accumulators / run) : 1;
            return new(rows, blockRun, stage.Kernel.Height / rows, run / blockRun);
        }

        private static int LargestDivisor(int number, int limit)
        {
            int divisor = Math.Max(1, Math.Min(number, limit));
            while (number % divisor != 0)
                divisor--;
            return divisor;
        }
    }
}
