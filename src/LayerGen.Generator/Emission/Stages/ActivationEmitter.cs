using LayerGen.Generator.Core.Planning;

namespace LayerGen.Generator.Emission.Stages;

/// <summary>Writes an activation that no stage before it could take.</summary>
internal sealed class ActivationEmitter(Plan plan, int index, ActivationStage stage)
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
                $"One sample's activation of {stage.Output.ValueCount} values.",
                (writer, width) =>
                    RunLoop.Write(
                        writer,
                        stage.Input,
                        stage.Output,
                        run =>
                            $"for (nint i = 0; i < {run}; i += {width.Lanes})\n    {stage.Activation}({width.Name}.LoadUnsafe(ref Unsafe.Add(ref input, from + i))).StoreUnsafe(ref Unsafe.Add(ref output, to + i));"
                    )
            );
            if (stage.NeedsInputGradient)
                yield return Activations.GradientKernel(stage.Activation);
        }
    }

    public override void Forward(SourceWriter writer) =>
        writer.Write(
            $"TKernels.{Name}Forward({InputOfSample}, {Addresses.Sample($"{Name}Output")});"
        );

    public override void Backward(SourceWriter writer)
    {
        if (!stage.NeedsInputGradient)
            return;
        writer.Write(
            $"TKernels.{stage.Activation}Gradient({stage.Output.Size}, {Addresses.Sample($"{Name}Output")}, {OutputGradient});"
        );
        writer.Write($"{Name}InputGradient({OutputGradient}, {InputGradient});");
    }

    public override void Methods(SourceWriter writer)
    {
        if (!stage.NeedsInputGradient)
            return;
        writer.Write("");
        writer.Write(
            $"/// <summary>Hands one sample's gradients on to what {Name} read.</summary>"
        );
        writer.Block(
            $"private static void {Name}InputGradient(ref float dOutput, ref float dInput)",
            () =>
                RunLoop.Write(
                    writer,
                    stage.Output,
                    stage.Input,
                    run => RunLoop.Hand("dOutput", "dInput", run, Input.AddsGradient)
                )
        );
    }
}
