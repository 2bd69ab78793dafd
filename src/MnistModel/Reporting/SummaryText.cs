using System.Collections.Immutable;
using LayerGen;

namespace MnistModel.Reporting;

/// <summary>What the network is, in two tables.</summary>
internal static class SummaryText
{
    /// <summary>The lines: layers, then the stages that they became.</summary>
    /// <param name="network">The network.</param>
    public static ImmutableArray<string> Lines(NetworkDescription network) =>
        [
            $"{network.Name} reads {Shape(network.InputShape)} and answers {Shape(network.Layers[^1].OutputShape)}",
            "",
            .. TextTable.Lines(
                [
                    new("layer"),
                    new("declared as"),
                    new("output"),
                    new("parameters", IsNumber: true),
                    new("multiply-adds", IsNumber: true),
                    new("output bytes", IsNumber: true),
                ],
                [
                    .. network.Layers.Select(Layer),
                    [
                        "total",
                        "",
                        "",
                        Number(network.ParameterCount),
                        Number(network.MultiplyAdds),
                        Number(network.Layers.Sum(OutputBytes)),
                    ],
                ]
            ),
            "",
            .. TextTable.Lines(
                [
                    new("stage"),
                    new("computes"),
                    new("output"),
                    new("multiply-adds", IsNumber: true),
                    new("activations", IsNumber: true),
                    new("workspace", IsNumber: true),
                    new("packed", IsNumber: true),
                ],
                [
                    .. network.Stages.Select(Stage),
                    [
                        "total",
                        "",
                        "",
                        Number(network.Stages.Sum(stage => stage.MultiplyAdds)),
                        Number(network.Stages.Sum(stage => stage.ActivationBytes)),
                        Number(network.Stages.Sum(stage => stage.WorkspaceBytes)),
                        Number(network.Stages.Sum(stage => stage.PackedWeightBytes)),
                    ],
                ]
            ),
            "",
            .. TextTable.Lines(
                [new("stage"), new("forward"), new("backward")],
                [
                    .. network.Stages.Select(
                        ImmutableArray<string> (stage) =>
                            [
                                stage.Name,
                                stage.Forward,
                                stage.Backward.Length > 0 ? stage.Backward : "nothing",
                            ]
                    ),
                ]
            ),
        ];

    private static ImmutableArray<string> Layer(LayerDescription layer) =>
        [
            layer.Name,
            layer.Declaration,
            Shape(layer.OutputShape),
            Number(layer.ParameterCount),
            Number(layer.MultiplyAdds),
            Number(OutputBytes(layer)),
        ];

    private static ImmutableArray<string> Stage(StageDescription stage) =>
        [
            stage.Name,
            stage.Layers.IsEmpty ? "a copy" : string.Join(", ", stage.Layers),
            Shape(stage.OutputShape),
            Number(stage.MultiplyAdds),
            Number(stage.ActivationBytes),
            Number(stage.WorkspaceBytes),
            Number(stage.PackedWeightBytes),
        ];

    private static long OutputBytes(LayerDescription layer) =>
        layer.OutputShape.Aggregate((long)sizeof(float), (bytes, axis) => bytes * axis);

    private static string Shape(ImmutableArray<int> axes) => string.Join('×', axes);

    private static string Number(long value) => FormattableString.Invariant($"{value:N0}");
}
