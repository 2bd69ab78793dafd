using LayerGen.Generator.Core.Layers;
using LayerGen.Generator.Core.Planning;

namespace LayerGen.Generator.Emission.Stages;

/// <summary>
/// Writes the kernels of a batch normalisation. With x̂ = (x − mean) / deviation, y = f(scale · x̂ + shift + sum) and
/// dz = dy · f′: dshift = Σ dz, dscale = Σ dz · x̂, dx = scale / deviation · (dz − Σ dz / n − x̂ · Σ dz · x̂ / n).
/// </summary>
internal sealed class BatchNormKernels(BatchNormStage stage)
{
    // Rows of the numbers by which samples are normalised.
    private const int Mean = 0;
    private const int Inverse = 1;
    private const int Factor = 2;
    private const int Shift = 3;

    private bool HandsSumOn => stage.HasSum && stage.Reads[1].NeedsGradient;

    private bool IsActivated => stage.Activation != Activation.None;

    private string Shape => $"{stage.Output.Height}×{stage.Output.Width}×{stage.Output.Channels}";

    public IEnumerable<Kernel> All
    {
        get
        {
            string name = stage.Name;
            yield return new(
                $"{name}Moments",
                "ref float x, ref float moments, nint before",
                $"Takes one sample of {Shape} into the mean and the squared deviation of each channel, after so many samples before it.",
                WriteMoments
            );
            yield return new(
                $"{name}Normalise",
                $"ref float x, {(stage.HasSum ? "ref float sum, " : "")}ref float numbers, ref float y",
                $"One sample of {Shape}: y = {(IsActivated ? $"{stage.Activation}" : "")}((x − mean) · factor + shift{(stage.HasSum ? " + sum" : "")}), channel by channel.",
                WriteNormalise
            );
            yield return new(
                $"{name}Sums",
                $"ref float x, {(IsActivated ? "ref float y, " : "")}ref float dy{(HandsSumOn ? ", ref float dSum" : "")}, ref float numbers, ref float sums",
                $"Adds one sample's Σ dz and Σ dz · x̂ of each channel{(IsActivated ? $"; dz = dy · {stage.Activation}′ takes the place of dy" : ", where dz is dy")}.",
                WriteSums
            );
            if (stage.NeedsInputGradient)
                yield return new(
                    $"{name}InputGradient",
                    "ref float x, ref float dz, ref float numbers, ref float totals, float share, ref float dx",
                    "One sample's input gradient: dx = factor · (dz − share · Σ dz − x̂ · share · Σ dz · x̂), where share is 1 / n.",
                    WriteInputGradient
                );
        }
    }

    private Layout Input => stage.Reads[0].Layout;

    private Layout Output => stage.Output;

    private ChannelLoop Loop(VectorWidth width, params IEnumerable<Layout> layouts) =>
        new(Output, layouts, width);

    private void WriteMoments(SourceWriter writer, VectorWidth width)
    {
        string v = width.Name;
        ChannelLoop loop = Loop(width, Input);
        (string, Layout)[] memories = [("x", Input)];
        string of = Literals.Of(1f / stage.Positions);
        writer.Write(
            $"float share = 1f / (before + 1); // of this sample in the mean\nfloat cross = before * share * {stage.Positions}f;"
        );
        loop.Open(writer);
        WriteZeros(writer, loop, v, "sum");
        writer.Open();
        loop.Positions(
            writer,
            memories,
            loop.Abreast,
            () => Each(loop, (k, p) => writer.Write($"sum{k}_{p} += {loop.Load("x", k, p)};"))
        );
        writer.Close();
        foreach (int k in loop.Block)
            writer.Write($"var mean{k} = {Total(loop, "sum", k)} * {of};");
        WriteZeros(writer, loop, v, "square");
        writer.Open();
        loop.Positions(
            writer,
            memories,
            loop.Abreast,
            () =>
                Each(
                    loop,
                    (k, p) =>
                    {
                        writer.Write($"var d{k}_{p} = {loop.Load("x", k, p)} - mean{k};");
                        writer.Write(
                            $"square{k}_{p} = {v}.MultiplyAddEstimate(d{k}_{p}, d{k}_{p}, square{k}_{p});"
                        );
                    }
                )
        );
        writer.Close();
        foreach (int k in loop.Block)
            writer.Write(
                $"""
                var before{k} = {loop.Number("moments", 0, k)};
                var difference{k} = mean{k} - before{k};
                (before{k} + (difference{k} * share)).StoreUnsafe(ref {loop.NumberAt(
                    "moments",
                    0,
                    k
                )});
                ({loop.Number("moments", 1, k)} + {Total(
                    loop,
                    "square",
                    k
                )} + (difference{k} * difference{k} * cross)).StoreUnsafe(ref {loop.NumberAt(
                    "moments",
                    1,
                    k
                )});
                """
            );
        loop.Close(writer);
    }

    private void WriteNormalise(SourceWriter writer, VectorWidth width)
    {
        (string Name, Layout Layout)[] memories =
        [
            ("x", Input),
            .. stage.HasSum ? [("sum", stage.Reads[1].Layout)] : Array.Empty<(string, Layout)>(),
            ("y", Output),
        ];
        ChannelLoop loop = Loop(width, memories.Select(memory => memory.Layout));
        loop.Open(writer);
        foreach (int k in loop.Block)
        {
            writer.Write($"var mean{k} = {loop.Number("numbers", Mean, k)};");
            writer.Write($"var factor{k} = {loop.Number("numbers", Factor, k)};");
            writer.Write($"var shift{k} = {loop.Number("numbers", Shift, k)};");
        }
        loop.Positions(
            writer,
            memories,
            1,
            () =>
            {
                foreach (int k in loop.Block)
                {
                    string z =
                        $"{width.Name}.MultiplyAddEstimate({loop.Load("x", k)} - mean{k}, factor{k}, shift{k})"
                        + (stage.HasSum ? $" + {loop.Load("sum", k)}" : "");
                    writer.Write(
                        $"{Activations.Apply(stage.Activation, z)}.StoreUnsafe(ref {loop.At("y", k)});"
                    );
                }
            }
        );
        loop.Close(writer);
    }

    private void WriteSums(SourceWriter writer, VectorWidth width)
    {
        string v = width.Name;
        (string Name, Layout Layout)[] memories =
        [
            ("x", Input),
            .. IsActivated ? [("y", Output)] : Array.Empty<(string, Layout)>(),
            ("dy", Output),
            .. HandsSumOn ? [("dSum", stage.Reads[1].Layout)] : Array.Empty<(string, Layout)>(),
        ];
        ChannelLoop loop = Loop(width, memories.Select(memory => memory.Layout));
        loop.Open(writer);
        foreach (int k in loop.Block)
        {
            writer.Write($"var mean{k} = {loop.Number("numbers", Mean, k)};");
            writer.Write($"var plain{k} = {v}<float>.Zero;");
            writer.Write($"var product{k} = {v}<float>.Zero;");
        }
        loop.Positions(
            writer,
            memories,
            1,
            () =>
            {
                foreach (int k in loop.Block)
                {
                    writer.Write($"var dz{k} = {loop.Load("dy", k)};");
                    if (IsActivated)
                    {
                        writer.Write($"var y{k} = {loop.Load("y", k)};");
                        writer.Write(
                            $"dz{k} = {Activations.VectorGradient(v, stage.Activation, $"dz{k}", $"y{k}")};"
                        );
                        writer.Write($"dz{k}.StoreUnsafe(ref {loop.At("dy", k)});");
                    }
                    if (HandsSumOn)
                        writer.Write(
                            $"{(stage.Reads[1].AddsGradient ? $"(dz{k} + {loop.Load("dSum", k)})" : $"dz{k}")}.StoreUnsafe(ref {loop.At("dSum", k)});"
                        );
                    writer.Write($"plain{k} += dz{k};");
                    writer.Write(
                        $"product{k} = {v}.MultiplyAddEstimate(dz{k}, {loop.Load("x", k)} - mean{k}, product{k});"
                    );
                }
            }
        );
        foreach (int k in loop.Block)
            writer.Write(
                $"""
                (plain{k} + {loop.Number("sums", 0, k)}).StoreUnsafe(ref {loop.NumberAt(
                    "sums",
                    0,
                    k
                )});
                ({loop.Number("sums", 1, k)} + (product{k} * {loop.Number(
                    "numbers",
                    Inverse,
                    k
                )})).StoreUnsafe(ref {loop.NumberAt("sums", 1, k)});
                """
            );
        loop.Close(writer);
    }

    private void WriteInputGradient(SourceWriter writer, VectorWidth width)
    {
        string v = width.Name;
        (string Name, Layout Layout)[] memories = [("x", Input), ("dz", Output), ("dx", Input)];
        ChannelLoop loop = Loop(width, memories.Select(memory => memory.Layout));
        loop.Open(writer);
        foreach (int k in loop.Block)
        {
            writer.Write($"var mean{k} = {loop.Number("numbers", Mean, k)};");
            writer.Write($"var factor{k} = {loop.Number("numbers", Factor, k)};");
            writer.Write($"var plain{k} = {loop.Number("totals", 0, k)} * share;");
            writer.Write(
                $"var product{k} = {loop.Number("totals", 1, k)} * share * {loop.Number("numbers", Inverse, k)};"
            );
        }
        loop.Positions(
            writer,
            memories,
            1,
            () =>
            {
                foreach (int k in loop.Block)
                {
                    string gradient =
                        $"factor{k} * (({loop.Load("dz", k)} - plain{k}) - (({loop.Load("x", k)} - mean{k}) * product{k}))";
                    writer.Write(
                        $"({(stage.Reads[0].AddsGradient ? $"{loop.Load("dx", k)} + ({gradient})" : gradient)}).StoreUnsafe(ref {loop.At("dx", k)});"
                    );
                }
            }
        );
        loop.Close(writer);
    }

    private static void WriteZeros(SourceWriter writer, ChannelLoop loop, string v, string name) =>
        Each(loop, (k, p) => writer.Write($"var {name}{k}_{p} = {v}<float>.Zero;"));

    private static void Each(ChannelLoop loop, Action<int, int> write)
    {
        foreach (int k in loop.Block)
            for (int p = 0; p < loop.Abreast; p++)
                write(k, p);
    }

    /// <summary>The sum over positions side by side, in pairs.</summary>
    private static string Total(ChannelLoop loop, string name, int vector) =>
        loop.Abreast switch
        {
            4 => $"(({name}{vector}_0 + {name}{vector}_1) + ({name}{vector}_2 + {name}{vector}_3))",
            2 => $"({name}{vector}_0 + {name}{vector}_1)",
            _ => $"{name}{vector}_0",
        };
}
