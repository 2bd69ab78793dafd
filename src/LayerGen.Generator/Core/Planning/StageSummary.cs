using LayerGen.Generator.Core.Layers;

namespace LayerGen.Generator.Core.Planning;

/// <summary>What a stage does, for readers of the plan. Compares by value.</summary>
/// <param name="Name">Its name in the emitted code.</param>
/// <param name="Layers">Names of the layers it computes.</param>
/// <param name="Forward">The algorithm of its forward pass, in words.</param>
/// <param name="Backward">The algorithm of its backward pass, in words; empty if it has none.</param>
/// <param name="Output">Axes of one sample of what it writes.</param>
/// <param name="MultiplyAdds">Multiply-adds of one forward pass of one sample, as computed.</param>
/// <param name="ActivationBytes">Bytes of one sample that it keeps for the backward pass.</param>
/// <param name="WorkspaceBytes">Bytes of one sample that it works in besides.</param>
/// <param name="PackedWeightBytes">Bytes of copies of its weights.</param>
internal sealed record StageSummary(
    string Name,
    EquatableArray<string> Layers,
    string Forward,
    string Backward,
    EquatableArray<int> Output,
    long MultiplyAdds,
    long ActivationBytes,
    long WorkspaceBytes,
    long PackedWeightBytes
)
{
    /// <summary>All stages of a plan, and the loss behind them.</summary>
    public static EquatableArray<StageSummary> Of(Plan plan) =>
        [.. Enumerable.Range(0, plan.Stages.Count).Select(index => Of(plan, index)), Loss(plan)];

    private static StageSummary Of(Plan plan, int index)
    {
        Stage stage = plan.Stages[index];
        long Bytes(params BufferUse[] uses) =>
            plan
                .Buffers.Where(buffer => buffer.Stage == index && uses.Contains(buffer.Use))
                .Sum(buffer => buffer.Bytes);
        return new(
            stage.Name,
            stage.Layers.Select(layer => plan.Graph.Layers[layer].Name).ToEquatableArray(),
            stage.ForwardWords(plan.GroupSize),
            stage.HasBackward ? stage.BackwardWords : "",
            ShapeOf(plan, stage).Axes,
            stage.MultiplyAdds,
            Bytes(BufferUse.Activation),
            Bytes(BufferUse.Gradient, BufferUse.ForwardScratch, BufferUse.BackwardScratch),
            Bytes(BufferUse.PackedWeight)
        );
    }

    private static StageSummary Loss(Plan plan) =>
        new(
            "Finish",
            [plan.Graph.Layers[plan.Graph.Layers.Count - 1].Name],
            plan.Loss.ForwardWords,
            plan.Loss.BackwardWords,
            plan.Graph.Output.Axes,
            0,
            0,
            0,
            0
        );

    /// <summary>What the last of its layers gives; layers that move nothing change the shape alone.</summary>
    private static Shape ShapeOf(Plan plan, Stage stage) =>
        stage.Layers.Count > 0
            ? plan.Graph.Layers[stage.Layers[stage.Layers.Count - 1]].Output
            : plan.Values[stage.Writes].Shape;
}
