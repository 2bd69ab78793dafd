using LayerGen.Generator.Core.Planning;

namespace LayerGen.Generator.Emission.Stages;

/// <summary>Writes the padded copies of weight and bias that forward kernels read.</summary>
internal static class Packing
{
    /// <summary>Longer columns are copied by the platform's own function, which costs a call.</summary>
    private const int LongestUnrolledColumn = 32;

    public static IEnumerable<SlicedWork> Forward(Stage stage, Addresses addresses)
    {
        StageParameters parameters = stage.Parameters!;
        if (stage.PadsForwardWeight)
            yield return SlicedWork.Of(
                $"Pack{stage.Name}ForwardWeight({addresses.Start($"{stage.Name}ForwardWeight")}, {{0}}, {{1}})",
                parameters.Weight.Columns,
                parameters.Weight.Size,
                Literals.Field($"{stage.Name}Weight"),
                $"{stage.Name}ForwardWeight"
            );
        if (parameters.Bias is not null)
            yield return new(
                $"{Literals.Field($"{stage.Name}Bias")}.CopyTo({addresses.Whole($"{stage.Name}PaddedBias")})",
                1,
                1,
                Literals.Field($"{stage.Name}Bias"),
                $"{stage.Name}PaddedBias"
            );
    }

    public static void WriteForward(SourceWriter writer, Stage stage)
    {
        StageParameters parameters = stage.Parameters!;
        if (!stage.PadsForwardWeight)
            return;
        int rows = parameters.Weight.Rows;
        string weight = Literals.Field($"{stage.Name}Weight");
        writer.Write("");
        writer.Write(
            $"/// <summary>Copies columns of {parameters.LayerName}.weight so that each begins a vector: {rows} floats in {Layout.RoundUp(rows)}.</summary>"
        );
        int stride = Layout.RoundUp(rows);
        writer.Write("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        writer.Open(
            $"private void Pack{stage.Name}ForwardWeight(ref float packed, int begin, int end)"
        );
        if (rows > LongestUnrolledColumn)
        {
            writer.Write("for (int column = begin; column < end; column++)");
            writer.Write(
                $"    {weight}.AsSpan(column * {rows}, {rows}).CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref packed, column * {stride}), {rows}));"
            );
            writer.Close();
            return;
        }
        writer.Open("for (nint column = begin; column < end; column++)");
        writer.Write(
            $"ref float from = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference({weight}), column * {rows});"
        );
        writer.Write($"ref float to = ref Unsafe.Add(ref packed, column * {stride});");
        int row = 0;
        for (; row <= rows - 4; row += 4)
            writer.Write(
                $"Vector128.LoadUnsafe(ref from{ProductTileWriter.Offset(row)}).StoreUnsafe(ref to{ProductTileWriter.Offset(row)});"
            );
        for (; row < rows; row++)
            writer.Write($"Unsafe.Add(ref to, {row}) = Unsafe.Add(ref from, {row});");
        writer.Close();
        writer.Close();
    }

    /// <summary>Writes the addition of a penalty's gradient to a weight's, over a range of both.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="stage">Whose weight.</param>
    /// <param name="range">The slice of both, as the arguments of AsSpan; empty for all.</param>
    public static void WritePenalty(SourceWriter writer, Stage stage, string range)
    {
        StageParameters parameters = stage.Parameters!;
        if (parameters.Penalty.IsNone)
            return;
        writer.Write(
            $"Penalties.AddGradient({Literals.Field($"{stage.Name}Weight")}.AsSpan({range}), {Literals.Field($"{stage.Name}WeightGradient")}.AsSpan({range}), {Literals.Of(parameters.Penalty.L1)}, {Literals.Of(parameters.Penalty.L2)});"
        );
    }
}
