using LayerGen.Generator.Core.Layers;
using LayerGen.Generator.Core.Planning;

namespace LayerGen.Generator.Emission.Stages;

/// <summary>Writes several values one after the other, pixel by pixel, and an activation of the result.</summary>
internal sealed class ConcatEmitter(Plan plan, int index, JoinStage stage)
    : StageEmitter(plan, index)
{
    public override Stage Stage => stage;

    private bool HasActivation => stage.Activation != Activation.None;

    public override IEnumerable<Kernel> Kernels
    {
        get
        {
            if (!HasActivation)
                yield break;
            yield return new(
                $"{Name}Activation",
                "ref float output",
                $"One sample's {stage.Activation} of what {Name} put together.",
                (writer, width) =>
                    writer.Write(
                        $"for (nint i = 0; i < {stage.Output.Size}; i += {width.Lanes})\n    {stage.Activation}({width.Name}.LoadUnsafe(ref Unsafe.Add(ref output, i))).StoreUnsafe(ref Unsafe.Add(ref output, i));"
                    )
            );
            if (stage.NeedsInputGradient)
                yield return Activations.GradientKernel(stage.Activation);
        }
    }

    public override void Forward(SourceWriter writer)
    {
        writer.Write(
            $"{Name}Forward({string.Join(", ", stage.Reads.Select(Addresses.Sample))}, {Addresses.Sample($"{Name}Output")});"
        );
        if (HasActivation)
            writer.Write($"TKernels.{Name}Activation({Addresses.Sample($"{Name}Output")});");
    }

    public override void Backward(SourceWriter writer)
    {
        if (!stage.NeedsInputGradient)
            return;
        if (HasActivation)
            writer.Write(
                $"TKernels.{stage.Activation}Gradient({stage.Output.Size}, {Addresses.Sample($"{Name}Output")}, {OutputGradient});"
            );
        string gradients = string.Join(
            ", ",
            stage
                .Reads.Where(read => read.NeedsGradient)
                .Select(read => Addresses.Sample(Addresses.GradientOf(read), read.Offset))
        );
        writer.Write($"{Name}InputGradient({OutputGradient}, {gradients});");
    }

    public override void Methods(SourceWriter writer)
    {
        writer.Write("");
        writer.Write(
            $"/// <summary>Puts one sample's values side by side: {string.Join(" + ", stage.Reads.Select(read => read.Layout.Channels))} → {stage.Output.Channels}.</summary>"
        );
        writer.Block(
            $"private static void {Name}Forward({string.Join(", ", stage.Reads.Select((_, i) => $"ref float x{i}"))}, ref float output)",
            () => WritePixels(writer, isForward: true)
        );
        if (!stage.NeedsInputGradient)
            return;
        writer.Write("");
        writer.Write(
            $"/// <summary>Hands each input of {Name} its part of one sample's gradient.</summary>"
        );
        writer.Block(
            $"private static void {Name}InputGradient(ref float dOutput, {string.Join(", ", Learning.Select(i => $"ref float d{i}"))})",
            () => WritePixels(writer, isForward: false)
        );
    }

    private IEnumerable<int> Learning =>
        Enumerable.Range(0, stage.Reads.Count).Where(i => stage.Reads[i].NeedsGradient);

    private void WritePixels(SourceWriter writer, bool isForward)
    {
        Layout output = stage.Output;
        writer.Write($"for (nint row = 0; row < {output.Height}; row++)");
        writer.Open($"for (nint column = 0; column < {output.Width}; column++)");
        int channel = 0;
        for (int i = 0; i < stage.Reads.Count; i++)
        {
            Read read = stage.Reads[i];
            string whole = At(isForward ? "output" : "dOutput", output, channel);
            string part = At(isForward ? $"x{i}" : $"d{i}", read.Layout, 0);
            int channels = read.Layout.Channels;
            (string from, string to) = isForward ? (part, whole) : (whole, part);
            if (isForward || read.NeedsGradient)
                writer.Write(
                    !isForward && read.AddsGradient
                        ? $"Accumulation.Add(MemoryMarshal.CreateReadOnlySpan({from}, {channels}), MemoryMarshal.CreateSpan({to}, {channels}));"
                        : $"MemoryMarshal.CreateReadOnlySpan({from}, {channels}).CopyTo(MemoryMarshal.CreateSpan({to}, {channels}));"
                );
            channel += channels;
        }
        writer.Close();
    }

    private static string At(string name, Layout layout, int channel)
    {
        int start = layout.Origin + channel;
        return $"ref Unsafe.Add(ref {name}, {(start == 0 ? "" : $"{start} + ")}{ConvForward.Times("row", layout.RowStride)} + {ConvForward.Times("column", layout.ChannelStride)})";
    }
}
