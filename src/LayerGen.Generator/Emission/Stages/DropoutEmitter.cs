using LayerGen.Generator.Core;
using LayerGen.Generator.Core.Planning;

namespace LayerGen.Generator.Emission.Stages;

/// <summary>Writes dropout: the same function of seed, step, layer and sample decides forward and backward.</summary>
internal sealed class DropoutEmitter(Plan plan, int index, DropoutStage stage)
    : StageEmitter(plan, index)
{
    private string Key => $"DropoutMask.Key(_seed, _step, {stage.LayerIndex}, (int)(first + s))";

    public override Stage Stage => stage;

    public override void Forward(SourceWriter writer) =>
        writer.Write(
            $"{Name}Forward({InputOfSample}, {Addresses.Sample($"{Name}Output")}, {Key}, _training);"
        );

    public override void Backward(SourceWriter writer)
    {
        if (stage.NeedsInputGradient)
            writer.Write($"{Name}InputGradient({OutputGradient}, {InputGradient}, {Key});");
    }

    public override void Methods(SourceWriter writer)
    {
        writer.Write("");
        writer.Write(
            $"/// <summary>Drops one sample's values with probability {CSharpText.Number(stage.Rate)} in training; copies them at inference.</summary>"
        );
        writer.Open(
            $"private static void {Name}Forward(ref float input, ref float output, ulong key, bool training)"
        );
        RunLoop.Write(
            writer,
            stage.Input,
            stage.Output,
            run =>
                $"if (training)\n    {Apply("input", "output", run)}\nelse\n    {RunLoop.Copy("input", "output", run)}"
        );
        writer.Close();
        if (!stage.NeedsInputGradient)
            return;
        writer.Write("");
        writer.Write("/// <summary>Drops the gradients of the values that were dropped.</summary>");
        writer.Block(
            $"private static void {Name}InputGradient(ref float dOutput, ref float dInput, ulong key)",
            () =>
                RunLoop.Write(
                    writer,
                    stage.Output,
                    stage.Input,
                    // Where another reader was there before, gradients are dropped where they are and then added.
                    run =>
                        Input.AddsGradient
                            ? $"{Apply("dOutput", "dOutput", run, "from")}\n{RunLoop.Hand("dOutput", "dInput", run, adds: true)}"
                            : Apply("dOutput", "dInput", run)
                )
        );
    }

    private string Apply(string source, string destination, int run, string place = "to") =>
        $"DropoutMask.Apply(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref {source}, from), {run}), MemoryMarshal.CreateSpan(ref Unsafe.Add(ref {destination}, {place}), {run}), key, index, {Literals.Of(stage.Rate)});";
}
