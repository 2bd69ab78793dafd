using LayerGen.Generator.Core.Layers;
using LayerGen.Generator.Core.Planning;

namespace LayerGen.Generator.Emission.Stages;

/// <summary>Writes pooling of values that are in memory: windows that overlap, are large, or follow no convolution.</summary>
internal sealed class PoolEmitter(Plan plan, int index, PoolStage stage) : StageEmitter(plan, index)
{
    private bool IsMax => stage.Pooling == Pooling.Max;

    private string WinnerType => stage.WinnerType;

    public override Stage Stage => stage;

    public override IEnumerable<Kernel> Kernels =>
        [
            new(
                $"{Name}Forward",
                "ref float input, ref float output" + (IsMax ? $", ref {WinnerType} winner" : ""),
                $"One sample's {(IsMax ? "maximum" : "mean")} over windows of {stage.Size}, {stage.Stride} apart.",
                WriteForward
            ),
        ];

    public override void Forward(SourceWriter writer) =>
        writer.Write(
            $"TKernels.{Name}Forward({InputOfSample}, {Addresses.Sample($"{Name}Output")}{Winner});"
        );

    public override void Backward(SourceWriter writer)
    {
        if (!stage.NeedsInputGradient)
            return;
        ClearInputGradient(writer);
        writer.Write($"{Name}InputGradient({OutputGradient}{Winner}, {InputGradient});");
    }

    private string Winner => IsMax ? $", {Addresses.Sample($"{Name}Winner")}" : "";

    public override void Methods(SourceWriter writer)
    {
        if (!stage.NeedsInputGradient)
            return;
        Layout input = stage.Input;
        writer.Write("");
        writer.Write(
            IsMax
                ? $"/// <summary>One sample's input gradient of {Name}: each output's gradient is added at the position that won its window.</summary>"
                : $"/// <summary>One sample's input gradient of {Name}: each output's gradient is added in equal parts to its window.</summary>"
        );
        writer.Write("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        writer.Open(
            $"private static void {Name}InputGradient(ref float dOutput{(IsMax ? $", ref {WinnerType} winner" : "")}, ref float dInput)"
        );
        OpenWindows(writer);
        writer.Open($"for (nint c = 0; c < {input.Channels}; c++)");
        if (IsMax)
            writer.Write(
                $"""
                nint k = Unsafe.Add(ref winner, at + c);
                nint place = corner + (k / {stage.Size.Width} * {input.RowStride}) + (k % {stage.Size.Width} * {input.ChannelStride}) + c;
                Unsafe.Add(ref dInput, place) += Unsafe.Add(ref dOutput, at + c);
                """
            );
        else
            writer.Write(
                $"""
                float part = Unsafe.Add(ref dOutput, at + c) * {Literals.Of(1f / stage.Size.Area)};
                for (nint ky = 0; ky < {stage.Size.Height}; ky++)
                for (nint kx = 0; kx < {stage.Size.Width}; kx++)
                    Unsafe.Add(ref dInput, corner + (ky * {input.RowStride}) + (kx * {input.ChannelStride}) + c) += part;
                """
            );
        writer.Close();
        CloseWindows(writer);
        writer.Close();
    }

    private void WriteForward(SourceWriter writer, VectorWidth width)
    {
        string v = width.Name;
        OpenWindows(writer);
        writer.Open(
            $"for (nint c = 0; c < {width.VectorsFor(stage.Output.Channels) * width.Lanes}; c += {width.Lanes})"
        );
        writer.Write("ref float x = ref Unsafe.Add(ref input, corner + c);");
        writer.Write(
            IsMax
                ? $"var largest = {v}.LoadUnsafe(ref x);\nvar winner0 = {v}<int>.Zero;\nint k = 0;"
                : $"var sum = {v}<float>.Zero;"
        );
        writer.Write($"for (nint ky = 0; ky < {stage.Size.Height}; ky++)");
        writer.Open($"for (nint kx = 0; kx < {stage.Size.Width}; kx++)");
        string value =
            $"{v}.LoadUnsafe(ref Unsafe.Add(ref x, (ky * {stage.Input.RowStride}) + (kx * {stage.Input.ChannelStride})))";
        writer.Write(
            IsMax ? $"TakeLarger({value}, k++, ref largest, ref winner0);" : $"sum += {value};"
        );
        writer.Close();
        if (IsMax)
        {
            writer.Write("largest.StoreUnsafe(ref output, (nuint)(at + c));");
            writer.Write(
                WinnerType == "int"
                    ? "winner0.StoreUnsafe(ref winner, (nuint)(at + c));"
                    : "Lanes.StoreBytes(winner0, ref Unsafe.Add(ref winner, at + c));"
            );
        }
        else
        {
            writer.Write(
                $"(sum * {Literals.Of(1f / stage.Size.Area)}).StoreUnsafe(ref output, (nuint)(at + c));"
            );
        }
        writer.Close();
        CloseWindows(writer);
    }

    private void OpenWindows(SourceWriter writer)
    {
        Layout output = stage.Output;
        string origin = output.Origin == 0 ? "" : $"{output.Origin} + ";
        writer.Write($"for (nint row = 0; row < {output.Height}; row++)");
        writer.Open($"for (nint column = 0; column < {output.Width}; column++)");
        writer.Write(
            $"nint corner = {ConvForward.Times("row", stage.Stride.Height * stage.Input.RowStride)} + {ConvForward.Times("column", stage.Stride.Width * stage.Input.ChannelStride)};"
        );
        writer.Write(
            $"nint at = {origin}{ConvForward.Times("row", output.RowStride)} + {ConvForward.Times("column", output.ChannelStride)};"
        );
    }

    private static void CloseWindows(SourceWriter writer) => writer.Close();
}
