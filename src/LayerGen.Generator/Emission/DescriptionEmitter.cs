using LayerGen.Generator.Core;
using LayerGen.Generator.Core.Planning;

namespace LayerGen.Generator.Emission;

/// <summary>Writes the network's description: its layers and its plan as data.</summary>
internal static class DescriptionEmitter
{
    public static void Write(SourceWriter writer, Plan plan)
    {
        ShapedGraph graph = plan.Graph;
        writer.Write(
            $$"""

            /// <summary>Layers, stages, shapes and counts.</summary>
            public static global::LayerGen.NetworkDescription Description { get; } = new(
                {{Literals.Quoted(graph.ClassName)}},
                [{{Literals.List(graph.Input.Axes)}}],
                [
            """
        );
        foreach (ShapedLayer layer in graph.Layers)
            writer.Write(
                $"        new({Literals.Quoted(layer.Name)}, {Literals.Quoted(layer.Layer.Display)}, [{Literals.List(layer.Output.Axes)}], {layer.ParameterCount}, {layer.MultiplyAdds}),"
            );
        writer.Write(
            $"    ]\n)\n{{\n    Task = global::LayerGen.NetworkTask.{plan.Loss.Task},\n    Outputs = global::LayerGen.NetworkOutputs.{plan.Loss.Head.Outputs},\n    Loss = {Literals.Quoted(plan.Loss.Name)},\n    Stages =\n    ["
        );
        foreach (StageSummary stage in StageSummary.Of(plan))
            writer.Write(
                $"        new({Literals.Quoted(stage.Name)}, [{string.Join(", ", stage.Layers.Select(Literals.Quoted))}], {Literals.Quoted(stage.Forward)}, {Literals.Quoted(stage.Backward)}, [{Literals.List(stage.Output)}], {stage.MultiplyAdds}, {stage.ActivationBytes}, {stage.WorkspaceBytes}, {stage.PackedWeightBytes}),"
            );
        writer.Write("    ],\n};\n");
    }
}
