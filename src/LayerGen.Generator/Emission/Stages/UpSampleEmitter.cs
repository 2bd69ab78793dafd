using LayerGen.Generator.Core.Planning;

namespace LayerGen.Generator.Emission.Stages;

/// <summary>Writes the repetition of rows and columns, a vector of channels at a time.</summary>
internal sealed class UpSampleEmitter(Plan plan, int index, UpSampleStage stage)
    : StageEmitter(plan, index)
{
    public override Stage Stage => stage;

    public override IEnumerable<Kernel> Kernels
    {
        get
        {
            yield return new(
                $"{Name}Forward",
                "ref float input, ref float output",
                $"Repeats each of one sample's {stage.Input.Height}×{stage.Input.Width} positions {stage.Factor}×{stage.Factor} times.",
                (writer, width) =>
                    WritePositions(
                        writer,
                        width,
                        ("input", stage.Input),
                        ("output", stage.Output),
                        () =>
                        {
                            writer.Write($"var value = {width.Name}.LoadUnsafe(ref from);");
                            WriteCopies(
                                writer,
                                at => $"value.StoreUnsafe(ref Unsafe.Add(ref to, {at}));"
                            );
                        }
                    )
            );
            if (stage.NeedsInputGradient)
                yield return new(
                    $"{Name}InputGradient",
                    "ref float dInput, ref float dOutput",
                    "Adds up one sample's gradients of all copies of a position.",
                    (writer, width) =>
                        WritePositions(
                            writer,
                            width,
                            ("dInput", stage.Input),
                            ("dOutput", stage.Output),
                            () =>
                            {
                                writer.Write(
                                    Input.AddsGradient
                                        ? $"var sum = {width.Name}.LoadUnsafe(ref from);"
                                        : $"var sum = {width.Name}<float>.Zero;"
                                );
                                WriteCopies(
                                    writer,
                                    at =>
                                        $"sum += {width.Name}.LoadUnsafe(ref Unsafe.Add(ref to, {at}));"
                                );
                                writer.Write("sum.StoreUnsafe(ref from);");
                            }
                        )
                );
        }
    }

    public override void Forward(SourceWriter writer) =>
        writer.Write(
            $"TKernels.{Name}Forward({InputOfSample}, {Addresses.Sample($"{Name}Output")});"
        );

    public override void Backward(SourceWriter writer)
    {
        if (stage.NeedsInputGradient)
            writer.Write($"TKernels.{Name}InputGradient({InputGradient}, {OutputGradient});");
    }

    private void WriteCopies(SourceWriter writer, Func<string, string> statement)
    {
        writer.Write($"for (nint y = 0; y < {stage.Factor}; y++)");
        writer.Write($"for (nint x = 0; x < {stage.Factor}; x++)");
        writer.Write(
            $"    {statement($"{ConvForward.Times("y", stage.Output.RowStride)} + {ConvForward.Times("x", stage.Output.ChannelStride)}")}"
        );
    }

    /// <summary>Writes a loop over the positions of the input, and vectors of channels of each.</summary>
    private void WritePositions(
        SourceWriter writer,
        VectorWidth width,
        (string Name, Layout Layout) small,
        (string Name, Layout Layout) large,
        Action body
    )
    {
        writer.Write($"for (nint row = 0; row < {stage.Input.Height}; row++)");
        writer.Write($"for (nint column = 0; column < {stage.Input.Width}; column++)");
        writer.Open($"for (nint c = 0; c < {stage.Output.ChannelStride}; c += {width.Lanes})");
        writer.Write($"ref float from = {At(small, 1)};");
        writer.Write($"ref float to = {At(large, stage.Factor)};");
        body();
        writer.Close();
    }

    private static string At((string Name, Layout Layout) memory, int factor)
    {
        Layout layout = memory.Layout;
        string origin = layout.Origin == 0 ? "" : $"{layout.Origin} + ";
        return $"ref Unsafe.Add(ref {memory.Name}, {origin}{ConvForward.Times("row", factor * layout.RowStride)} + {ConvForward.Times("column", factor * layout.ChannelStride)} + c)";
    }
}
