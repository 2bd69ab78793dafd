using LayerGen.Generator.Core.Planning;

namespace LayerGen.Generator.Emission.Stages;

/// <summary>Writes the copy of samples from one layout to another.</summary>
internal sealed class CopyEmitter(Plan plan, int index, CopyStage stage) : StageEmitter(plan, index)
{
    public override Stage Stage => stage;

    public override void Forward(SourceWriter writer) =>
        writer.Write($"{Name}Forward({InputOfSample}, {Addresses.Sample($"{Name}Output")});");

    public override void Backward(SourceWriter writer)
    {
        if (stage.NeedsInputGradient)
            writer.Write($"{Name}InputGradient({OutputGradient}, {InputGradient});");
    }

    public override void Methods(SourceWriter writer)
    {
        writer.Write("");
        writer.Write($"/// <summary>{stage.Purpose}</summary>");
        writer.Block(
            $"private static void {Name}Forward(ref float input, ref float output)",
            () =>
                RunLoop.Write(
                    writer,
                    stage.Input,
                    stage.Output,
                    run => RunLoop.Copy("input", "output", run)
                )
        );
        if (!stage.NeedsInputGradient)
            return;
        writer.Write("");
        writer.Write(
            $"/// <summary>Puts one sample's gradients where the values came from.</summary>"
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
