using LayerGen.Generator.Core.Planning;

namespace LayerGen.Generator.Emission.Stages;

/// <summary>
/// Writes the two transpositions of a convolution's weight: from its natural order (filters fastest) to the order of
/// the backward kernels (filter by filter, kernel rows as they lie in the input), and its gradient back.
/// </summary>
internal static class ConvPacking
{
    public static void WriteBackwardWeight(SourceWriter writer, ConvStage stage)
    {
        writer.Write("");
        writer.Write(
            $"/// <summary>Copies {stage.Learned.LayerName}.weight filter by filter, kernel rows as they lie in the input.</summary>"
        );
        writer.Write("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        writer.Open(
            $"private void Pack{stage.Name}BackwardWeight(ref float packed, int begin, int end)"
        );
        writer.Write($"ref float weight = {Addresses.Array($"{stage.Name}Weight")};");
        OpenTaps(writer, stage);
        writer.Write(
            $"Transposition.Copy(ref Unsafe.Add(ref weight, natural), {stage.Filters}, ref Unsafe.Add(ref packed, at), {stage.FilterStride}, {stage.Input.Channels}, end - begin);"
        );
        writer.Close();
        writer.Close();
    }

    public static void WriteCompleteGradient(
        SourceWriter writer,
        Plan plan,
        int index,
        ConvStage stage
    )
    {
        int weightOffset = ShardGradients.Offset(plan, index);
        int biasOffset = ShardGradients.BiasOffset(plan, index);
        int filterStride = stage.FilterStride;
        string layer = stage.Learned.LayerName;
        if (stage.Backward != ConvBackwardAlgorithm.LivePositions)
        {
            WriteCompleteNatural(writer, stage, weightOffset, biasOffset);
            return;
        }
        writer.Write("");
        writer.Write(
            $"/// <summary>Adds up the shards' gradients of {layer} and puts them in the natural order.</summary>"
        );
        writer.Write("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        writer.Open($"private void Complete{stage.Name}Gradient(int begin, int end)");
        string from = weightOffset == 0 ? "" : $"{weightOffset} + ";
        writer.Write(
            $"_shardGradients.Sum({from}(begin * {filterStride}), {from}(end * {filterStride}));"
        );
        writer.Write($"ref float packed = ref _shardGradients.Total.At({weightOffset});");
        writer.Write($"ref float gradient = {Addresses.Array($"{stage.Name}WeightGradient")};");
        OpenTaps(writer, stage);
        writer.Write(
            $"Transposition.Copy(ref Unsafe.Add(ref packed, at), {stage.FilterStride}, ref Unsafe.Add(ref gradient, natural), {stage.Filters}, end - begin, {stage.Input.Channels});"
        );
        writer.Close();
        Packing.WritePenalty(writer, stage, "");
        if (stage.Learned.Bias is not null)
            writer.Write(
                $"""
                _shardGradients.Sum({biasOffset} + begin, {biasOffset} + end).CopyTo({Literals.Field(
                    $"{stage.Name}BiasGradient"
                )}.AsSpan(begin));
                """
            );
        writer.Close();
    }

    /// <summary>The natural order, perhaps with padding between its rows; weight and bias are added up together.</summary>
    private static void WriteCompleteNatural(
        SourceWriter writer,
        ConvStage stage,
        int weightOffset,
        int biasOffset
    )
    {
        bool isPadded = stage.Backward == ConvBackwardAlgorithm.FilterWise;
        int stride = isPadded ? Layout.RoundUp(stage.Filters) : stage.Filters;
        int columns = stage.Learned.Weight.Columns;
        int end = stage.Learned.Bias is null ? biasOffset : biasOffset + stride;
        string gradient = Literals.Field($"{stage.Name}WeightGradient");
        writer.Write("");
        writer.Write(
            $"/// <summary>Adds up the shards' gradients of {stage.Learned.LayerName}.</summary>"
        );
        writer.Open($"private void Complete{stage.Name}Gradient()");
        writer.Write($"ReadOnlySpan<float> sums = _shardGradients.Sum({weightOffset}, {end});");
        if (stride > stage.Filters)
            writer.Write(
                $"for (int column = 0; column < {columns}; column++)\n    sums.Slice(column * {stride}, {stage.Filters}).CopyTo({gradient}.AsSpan(column * {stage.Filters}));"
            );
        else
            writer.Write($"sums[..{columns * stride}].CopyTo({gradient});");
        Packing.WritePenalty(writer, stage, "");
        if (stage.Learned.Bias is not null)
            writer.Write(
                $"sums.Slice({biasOffset - weightOffset}, {stage.Filters}).CopyTo({Literals.Field($"{stage.Name}BiasGradient")});"
            );
        writer.Close();
    }

    /// <summary>
    /// Opens a loop over the kernel's positions: at each, channels × filters in the natural order are filters ×
    /// channels in the packed one.
    /// </summary>
    private static void OpenTaps(SourceWriter writer, ConvStage stage)
    {
        int runStride = Tiling.RunStride(stage.Kernel.Height, stage.RunLength);
        writer.Write($"for (nint ky = 0; ky < {stage.Kernel.Height}; ky++)");
        writer.Open($"for (nint kx = 0; kx < {stage.Kernel.Width}; kx++)");
        writer.Write(
            $"nint at = (begin * {stage.FilterStride}) + (ky * {runStride}) + (kx * {stage.Input.ChannelStride});"
        );
        writer.Write(
            $"nint natural = (((ky * {stage.Kernel.Width}) + kx) * {stage.Input.Channels * stage.Filters}) + begin;"
        );
    }
}
