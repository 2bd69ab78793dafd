using System.Globalization;

namespace LayerGen.Reference.Stacks;

/// <summary>Writes a stack as the C# that a user would write.</summary>
public static class StackSource
{
    /// <summary>A source file that declares one network.</summary>
    public static string Declare(Stack stack) =>
        $$"""
            namespace {{stack.Namespace}}
            {
                [global::LayerGen.Network({{string.Join(", ", stack.Input.Axes)}})]
            {{string.Join(
                "\n",
                stack.Layers.Select(layer => $"    [global::LayerGen.{Attribute(layer)}]")
            )}}
                public sealed partial class {{stack.Name}};
            }

            """;

    /// <summary>A layer as its attribute, without brackets.</summary>
    public static string Attribute(StackLayer layer) =>
        layer switch
        {
            StackLayer.Conv conv => Call(
                "Conv",
                [$"{conv.Filters}", .. Extent(conv.KernelHeight, conv.KernelWidth)],
                [
                    conv.Stride == 1 ? "" : $"Stride = {conv.Stride}",
                    conv.Padding == Padding.Valid
                        ? ""
                        : $"Padding = global::LayerGen.Padding.{conv.Padding}",
                    .. Learned(conv.Activation, conv.UseBias, conv.L1, conv.L2),
                ]
            ),
            StackLayer.Pool pool => Call(
                pool.Kind == PoolKind.Max ? "MaxPool" : "AvgPool",
                [.. Extent(pool.Height, pool.Width)],
                [pool.Stride is { } stride ? $"Stride = {stride}" : ""]
            ),
            StackLayer.Flatten => "Flatten",
            StackLayer.Dense dense => Call(
                "Dense",
                [$"{dense.Units}"],
                [.. Learned(dense.Activation, dense.UseBias, dense.L1, dense.L2)]
            ),
            StackLayer.Dropout dropout => Call("Dropout", [Number(dropout.Rate)], []),
            StackLayer.Activate activate => $"{activate.Function}",
            StackLayer.Softmax => "Softmax",
            _ => throw new InvalidOperationException("StackLayer is a closed union."),
        };

    private static string Call(string name, string[] positional, string[] named) =>
        $"{name}({string.Join(", ", positional.Concat(named).Where(word => word.Length > 0))})";

    // The square form of a constructor is another overload: both must be seen by the generator.
    private static string[] Extent(int height, int width) =>
        height == width ? [$"{height}"] : [$"{height}", $"{width}"];

    private static string[] Learned(Activation activation, bool useBias, double l1, double l2) =>
        [
            activation == Activation.None
                ? ""
                : $"Activation = global::LayerGen.Activation.{activation}",
            useBias ? "" : "UseBias = false",
            l1 == 0 ? "" : $"L1 = {Number(l1)}",
            l2 == 0 ? "" : $"L2 = {Number(l2)}",
        ];

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
