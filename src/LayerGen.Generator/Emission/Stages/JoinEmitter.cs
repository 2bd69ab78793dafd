using LayerGen.Generator.Core.Layers;
using LayerGen.Generator.Core.Planning;

namespace LayerGen.Generator.Emission.Stages;

/// <summary>
/// Writes the sum or the product of several values, value by value, and an activation of it. All of them have their channels
/// in whole vectors, so that rows are runs.
/// </summary>
internal sealed class JoinEmitter(Plan plan, int index, JoinStage stage) : StageEmitter(plan, index)
{
    private bool IsProduct => stage.Joining == Joining.Multiply;

    private bool NeedsGradients => stage.NeedsInputGradient;

    private string Symbol => IsProduct ? "*" : "+";

    public override Stage Stage => stage;

    /// <summary>The inputs whose gradients are asked for, by their place.</summary>
    private IEnumerable<int> Learning =>
        Enumerable.Range(0, stage.Reads.Count).Where(i => stage.Reads[i].NeedsGradient);

    public override IEnumerable<Kernel> Kernels
    {
        get
        {
            string inputs = string.Join(", ", stage.Reads.Select((_, i) => $"ref float x{i}"));
            yield return new(
                $"{Name}Forward",
                $"{inputs}, ref float output",
                $"One sample's {(IsProduct ? "product" : "sum")} of {stage.Reads.Count} values of {Shape}{(stage.Activation == Activation.None ? "" : $", and {stage.Activation}")}.",
                WriteForward
            );
            if (!NeedsGradients)
                yield break;
            if (stage.Activation != Activation.None)
                yield return Activations.GradientKernel(stage.Activation);
            yield return new(
                $"{Name}InputGradient",
                $"ref float dOutput{(IsProduct ? $", {inputs}" : "")}, {string.Join(", ", Learning.Select(i => $"ref float d{i}"))}",
                IsProduct
                    ? $"Hands one sample's gradient on to what {Name} multiplied, each times the others."
                    : $"Hands one sample's gradient on to what {Name} added.",
                WriteInputGradient
            );
        }
    }

    private string Shape => $"{stage.Output.Height}×{stage.Output.Width}×{stage.Output.Channels}";

    public override void Forward(SourceWriter writer) =>
        writer.Write(
            $"TKernels.{Name}Forward({string.Join(", ", stage.Reads.Select(Addresses.Sample))}, {Addresses.Sample($"{Name}Output")});"
        );

    public override void Backward(SourceWriter writer)
    {
        if (!NeedsGradients)
            return;
        if (stage.Activation != Activation.None)
            writer.Write(
                $"TKernels.{stage.Activation}Gradient({stage.Output.Size}, {Addresses.Sample($"{Name}Output")}, {OutputGradient});"
            );
        string[] arguments =
        [
            OutputGradient,
            .. IsProduct ? stage.Reads.Select(Addresses.Sample) : [],
            .. Learning.Select(i =>
                Addresses.Sample(Addresses.GradientOf(stage.Reads[i]), stage.Reads[i].Offset)
            ),
        ];
        writer.Write($"TKernels.{Name}InputGradient({string.Join(", ", arguments)});");
    }

    private void WriteForward(SourceWriter writer, VectorWidth width)
    {
        string value = string.Join(
            $" {Symbol} ",
            stage.Reads.Select((_, i) => Load(width, $"x{i}"))
        );
        WriteRows(
            writer,
            width,
            [.. stage.Reads.Select((read, i) => ($"x{i}", read.Layout)), ("output", stage.Output)],
            () =>
                writer.Write(
                    $"{Activations.Apply(stage.Activation, value)}.StoreUnsafe(ref Unsafe.Add(ref outputRow, i));"
                )
        );
    }

    private void WriteInputGradient(SourceWriter writer, VectorWidth width)
    {
        (string, Layout)[] inputs = [.. stage.Reads.Select((read, i) => ($"x{i}", read.Layout))];
        WriteRows(
            writer,
            width,
            [
                ("dOutput", stage.Output),
                .. IsProduct ? inputs : [],
                .. Learning.Select(i => ($"d{i}", stage.Reads[i].Layout)),
            ],
            () =>
            {
                writer.Write($"var d = {Load(width, "dOutput")};");
                foreach (int i in Learning)
                    writer.Write(
                        $"({(stage.Reads[i].AddsGradient ? $"{Load(width, $"d{i}")} + " : "")}{Gradient(width, i)}).StoreUnsafe(ref Unsafe.Add(ref d{i}Row, i));"
                    );
            }
        );
    }

    /// <summary>The gradient of one input: that of the output, times the others where they are multiplied.</summary>
    private string Gradient(VectorWidth width, int input) =>
        IsProduct
            ? $"(d * {string.Join(" * ", Enumerable.Range(0, stage.Reads.Count).Where(other => other != input).Select(other => Load(width, $"x{other}")))})"
            : "d";

    private static string Load(VectorWidth width, string name) =>
        $"{width.Name}.LoadUnsafe(ref Unsafe.Add(ref {name}Row, i))";

    /// <summary>Writes a loop over vectors of rows, with a reference to the row of each memory.</summary>
    private void WriteRows(
        SourceWriter writer,
        VectorWidth width,
        IReadOnlyList<(string Name, Layout Layout)> memories,
        Action body
    )
    {
        Layout shape = stage.Output;
        bool inOneRun = shape.Height == 1 || memories.All(memory => IsOneRun(memory.Layout));
        int floats = shape.Width * shape.ChannelStride * (inOneRun ? shape.Height : 1);
        if (!inOneRun)
            writer.Open($"for (nint row = 0; row < {shape.Height}; row++)");
        foreach ((string name, Layout layout) in memories)
        {
            string place = string.Join(
                " + ",
                new[]
                {
                    layout.Origin == 0 ? "" : $"{layout.Origin}",
                    inOneRun ? "" : ConvForward.Times("row", layout.RowStride),
                }.Where(term => term.Length > 0)
            );
            writer.Write(
                place.Length == 0
                    ? $"ref float {name}Row = ref {name};"
                    : $"ref float {name}Row = ref Unsafe.Add(ref {name}, {place});"
            );
        }
        writer.Block($"for (nint i = 0; i < {floats}; i += {width.Lanes})", body);
        if (!inOneRun)
            writer.Close();
    }

    private static bool IsOneRun(Layout layout) =>
        layout.Border == Border.None && layout.Beside == 0;
}
