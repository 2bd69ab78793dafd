using LayerGen.Generator.Core.Layers;
using LayerGen.Generator.Core.Planning;

namespace LayerGen.Generator.Emission.Stages;

/// <summary>Writes the function that lists, filter by filter, the positions of a convolution that carry gradient.</summary>
internal static class ConvLiveGradients
{
    public static void Write(SourceWriter writer, ConvStage pooled)
    {
        ConvStage stage = pooled.Unpooled;
        bool max = stage.Pool?.Pooling == Pooling.Max;
        bool inRounds = Buffers.RowsPerList(stage) < stage.Output.Height;
        int rowStep =
            ConvForward.WindowStride(stage).Height * stage.Stride.Height * stage.Input.RowStride;
        int columnStep =
            ConvForward.WindowStride(stage).Width * stage.Stride.Width * stage.Input.ChannelStride;
        writer.Write("");
        writer.Write(
            $"/// <summary>Lists, filter by filter, the positions of {stage.Name} with gradient: its place in the input, and how much.</summary>"
        );
        writer.Write("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        writer.Open(
            $"private static void {stage.Name}LiveGradients(ref float dOutput"
                + (max ? ", ref byte winner" : "")
                + (inRounds ? ", nint rowBegin, nint rowEnd" : "")
                + ", ref int positions, ref float gradients, ref int counts)"
        );
        if (max)
            writer.Write(
                $"ReadOnlySpan<int> offsets = [{Literals.List(Enumerable.Range(0, stage.Pool!.Size.Area).Select(k => ConvForward.WindowOffset(stage, k)))}];"
            );
        writer.Write($"MemoryMarshal.CreateSpan(ref counts, {stage.Filters}).Clear();");
        writer.Write(
            inRounds
                ? "for (nint row = rowBegin; row < rowEnd; row++)"
                : $"for (nint row = 0; row < {stage.Output.Height}; row++)"
        );
        writer.Open($"for (nint column = 0; column < {stage.Output.Width}; column++)");
        writer.Write(
            $"nint corner = {ConvForward.Times("row", rowStep)} + {ConvForward.Times("column", columnStep)};"
        );
        string origin = stage.Output.Origin == 0 ? "" : $"{stage.Output.Origin} + ";
        writer.Write(
            $"nint at = {origin}{ConvForward.Times("row", stage.Output.RowStride)} + {ConvForward.Times("column", stage.Output.ChannelStride)};"
        );
        writer.Open($"for (nint filter = 0; filter < {stage.Filters}; filter++)");
        writer.Write("ref int count = ref Unsafe.Add(ref counts, filter);");
        WriteEntry(
            writer,
            stage,
            max
                ? "corner + Unsafe.Add(ref MemoryMarshal.GetReference(offsets), Unsafe.Add(ref winner, at + filter))"
                : "corner"
        );
        writer.Close();
        writer.Close();
        writer.Close();
    }

    /// <summary>Writes an entry and keeps it if its gradient is not zero: no branch to mispredict. NaN is kept.</summary>
    private static void WriteEntry(SourceWriter writer, ConvStage stage, string position)
    {
        int capacity = Buffers.ListCapacity(stage);
        writer.Write(
            $"""
            float g = Unsafe.Add(ref dOutput, at + filter);
            nint entry = (filter * {capacity}) + count;
            Unsafe.Add(ref positions, entry) = (int)({position});
            Unsafe.Add(ref gradients, entry) = g;
            count += (BitConverter.SingleToInt32Bits(g) << 1) != 0 ? 1 : 0;
            """
        );
    }
}
