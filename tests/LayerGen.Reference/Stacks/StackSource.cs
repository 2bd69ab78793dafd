using System.Collections.Immutable;
using System.Globalization;

namespace LayerGen.Reference.Stacks;

/// <summary>Writes a stack as the C# that a user would write.</summary>
public static class StackSource
{
    /// <summary>A source file that declares one network and the blocks that it uses.</summary>
    public static string Declare(Stack stack) =>
        $$"""
            namespace {{stack.Namespace}}
            {
            {{string.Join("\n", Blocks(stack.Layers).Select(Declare))}}
            {{string.Join("\n", Head(stack).Concat(Lines(stack.Layers)))}}
                public sealed partial class {{stack.Name}};
            }

            """;

    /// <summary>A layer as its attribute, without brackets.</summary>
    public static string Attribute(StackLayer layer)
    {
        (string name, string[] positional, string[] named) = Parts(layer);
        string[] arguments =
        [
            .. positional,
            .. named,
            layer.Name is { } given ? $"Name = \"{given}\"" : "",
            layer.From is { } from ? $"From = \"{from}\"" : "",
        ];
        string written = string.Join(", ", arguments.Where(word => word.Length > 0));
        return written.Length == 0 ? name : $"{name}({written})";
    }

    private static (string Name, string[] Positional, string[] Named) Parts(StackLayer layer) =>
        layer switch
        {
            StackLayer.Conv conv => (
                "Conv",
                [Whole(conv.Filters), .. Extent(conv.KernelHeight, conv.KernelWidth)],
                [
                    Unless(1, "Stride", conv.Stride),
                    Padded(conv.Padding),
                    Unless(1, "Dilation", conv.Dilation),
                    Unless(1, "Groups", conv.Groups),
                    .. Edges(conv.Border),
                    .. Learned(conv.Activation, conv.UseBias, conv.L1, conv.L2),
                ]
            ),
            StackLayer.Depthwise conv => (
                "DepthwiseConv",
                Extent(conv.KernelHeight, conv.KernelWidth),
                [
                    Unless(1, "Multiplier", conv.Multiplier),
                    Unless(1, "Stride", conv.Stride),
                    Padded(conv.Padding),
                    Unless(1, "Dilation", conv.Dilation),
                    .. Learned(conv.Activation, conv.UseBias, 0, conv.L2),
                ]
            ),
            StackLayer.Pool pool => (
                pool.Kind == PoolKind.Max ? "MaxPool" : "AvgPool",
                Extent(pool.Height, pool.Width),
                [pool.Stride is { } stride ? $"Stride = {Whole(stride)}" : "", Padded(pool.Padding)]
            ),
            StackLayer.GlobalPool pool => (
                pool.Kind == PoolKind.Max ? "GlobalMaxPool" : "GlobalAvgPool",
                [],
                []
            ),
            StackLayer.UpSample(var factor) => ("UpSample", [Whole(factor)], []),
            StackLayer.Reshape(var shape) => ("Reshape", [.. shape.Axes.Select(Whole)], []),
            StackLayer.Dense dense => (
                "Dense",
                [Whole(dense.Units)],
                Learned(dense.Activation, dense.UseBias, dense.L1, dense.L2)
            ),
            StackLayer.Dropout dropout => ("Dropout", [Number(dropout.Rate)], []),
            StackLayer.Activate activate => ($"{activate.Function}", [], []),
            StackLayer.Elementwise function => (
                function.Kind,
                [function.Slope is { } slope ? Number(slope) : ""],
                []
            ),
            StackLayer.Join join => ($"{join.Kind}", [.. join.Names.Select(Quoted)], []),
            StackLayer.BatchNorm norm => (
                "BatchNorm",
                [],
                [
                    norm.Momentum == 0.9 ? "" : $"Momentum = {Number(norm.Momentum)}",
                    .. Normalised(norm),
                    norm.HasBiasedVariance
                        ? "Variance = global::LayerGen.RunningVariance.Biased"
                        : "",
                ]
            ),
            StackLayer.LayerNorm norm => ("LayerNorm", [], Normalised(norm)),
            StackLayer.GroupNorm norm => ("GroupNorm", [Whole(norm.Groups)], Normalised(norm)),
            StackLayer.Use use => (use.Block.Name, [.. use.Arguments.Select(Whole)], []),
            StackLayer.Softmax end => ("Softmax", [], [Smoothed(end.LabelSmoothing)]),
            StackLayer.CrossEntropy end => (
                "CrossEntropy",
                [],
                [Smoothed(end.LabelSmoothing), end.SoftTargets ? "SoftTargets = true" : ""]
            ),
            StackLayer.Huber(var delta) => ("Huber", [delta == 1 ? "" : Number(delta)], []),
            // The others have no settings, and the name of their attribute.
            _ => (layer.GetType().Name, [], []),
        };

    private static IEnumerable<string> Head(Stack stack)
    {
        string[] settings =
        [
            .. stack.Inputs.IsEmpty ? stack.Input.Axes.Select(Whole) : [],
            stack.InputGradient ? "InputGradient = true" : "",
        ];
        string written = string.Join(", ", settings.Where(word => word.Length > 0));
        yield return $"    [global::LayerGen.Network({written})]";
        foreach (NamedInput input in stack.Inputs)
            yield return $"    [global::LayerGen.Input({string.Join(", ", [Quoted(input.Name), .. input.Shape.Axes.Select(Whole)])})]";
    }

    private static IEnumerable<string> Lines(ImmutableArray<StackLayer> layers) =>
        layers.Select(layer =>
            layer is StackLayer.Use
                ? $"    [{Attribute(layer)}]"
                : $"    [global::LayerGen.{Attribute(layer)}]"
        );

    private static string Declare(StackBlock block) =>
        $$"""
            {{string.Join("\n", Lines(block.Declared))}}
                public sealed class {{block.Name}}({{string.Join(
                ", ",
                Parameters(block)
            )}}) : global::LayerGen.BlockAttribute;
            """;

    private static IEnumerable<string> Parameters(StackBlock block) =>
        Enumerable.Range(0, block.Parameters).Select(index => $"int argument{index}");

    /// <summary>Each block once, before those that use it.</summary>
    private static IEnumerable<StackBlock> Blocks(ImmutableArray<StackLayer> layers) =>
        layers
            .OfType<StackLayer.Use>()
            .SelectMany(use => Blocks(use.Block.Declared).Append(use.Block))
            .DistinctBy(block => block.Name);

    // The square form of a constructor is another overload: both must be seen by the generator.
    private static string[] Extent(int height, int width) =>
        height == width ? [Whole(height)] : [Whole(height), Whole(width)];

    private static string[] Learned(Activation activation, bool useBias, double l1, double l2) =>
        [
            activation == Activation.None
                ? ""
                : $"Activation = global::LayerGen.Activation.{activation}",
            useBias ? "" : "UseBias = false",
            l1 == 0 ? "" : $"L1 = {Number(l1)}",
            l2 == 0 ? "" : $"L2 = {Number(l2)}",
        ];

    private static string[] Normalised(StackLayer.Norm norm) =>
        [
            norm.Epsilon == 1e-5 ? "" : $"Epsilon = {Number(norm.Epsilon)}",
            norm.Scale ? "" : "Scale = false",
            norm.Shift ? "" : "Shift = false",
        ];

    private static string[] Edges(Border? border) =>
        border is var (top, left, bottom, right)
            ?
            [
                Unless(0, "PadTop", top),
                Unless(0, "PadLeft", left),
                Unless(0, "PadBottom", bottom),
                Unless(0, "PadRight", right),
            ]
            : [];

    private static string Padded(Padding padding) =>
        padding == Padding.Valid ? "" : $"Padding = global::LayerGen.Padding.{padding}";

    private static string Smoothed(double smoothing) =>
        smoothing == 0 ? "" : $"LabelSmoothing = {Number(smoothing)}";

    private static string Unless(int usual, string setting, int value) =>
        value == usual ? "" : $"{setting} = {Whole(value)}";

    private static string Quoted(string name) => $"\"{name}\"";

    /// <summary>A whole number, or what stands for it inside a block.</summary>
    private static string Whole(int value) =>
        StackBlock.Word(value) is { } word
            ? $"global::LayerGen.Arg.{word}"
            : value.ToString(CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
