using System.Collections.Immutable;

namespace LayerGen.Reference.Stacks;

/// <summary>Shapes as the documentation of the attributes gives them.</summary>
internal static class ShapeRules
{
    /// <summary>The shape behind a layer that reads some values.</summary>
    public static SampleShape After(ImmutableArray<SampleShape> inputs, StackLayer layer) =>
        layer is StackLayer.Join { Kind: JoinKind.Concat }
            ? inputs[0] with
            {
                Channels = inputs.Sum(shape => shape.Channels),
            }
            : After(inputs[0], layer);

    /// <summary>The shape behind a layer that reads one value, or several of one shape.</summary>
    public static SampleShape After(SampleShape input, StackLayer layer) =>
        layer switch
        {
            StackLayer.Conv conv => SampleShape.Image(
                Rows(conv, input).Outputs,
                Columns(conv, input).Outputs,
                conv.Filters
            ),
            StackLayer.Depthwise depthwise => After(input, depthwise.Over(input.Channels)),
            StackLayer.Pool pool => SampleShape.Image(
                Rows(pool, input).Outputs,
                Columns(pool, input).Outputs,
                input.Channels
            ),
            StackLayer.GlobalPool => SampleShape.Features(input.Channels),
            StackLayer.UpSample(var factor) => SampleShape.Image(
                input.Height * factor,
                input.Width * factor,
                input.Channels
            ),
            StackLayer.Reshape(var shape) => shape,
            StackLayer.Flatten => SampleShape.Features(input.Size),
            StackLayer.Dense dense => SampleShape.Features(dense.Units),
            _ => input,
        };

    /// <summary>Multiply-adds of one sample; only layers with weights count.</summary>
    public static long MultiplyAdds(StackLayer layer, SampleShape input) =>
        layer switch
        {
            StackLayer.Conv conv => (long)After(input, conv).Size
                * conv.KernelHeight
                * conv.KernelWidth
                * (input.Channels / conv.Groups),
            StackLayer.Depthwise depthwise => MultiplyAdds(depthwise.Over(input.Channels), input),
            StackLayer.Dense dense => (long)dense.Units * input.Size,
            _ => 0,
        };

    public static Sliding Rows(StackLayer.Conv conv, SampleShape input) =>
        conv.Border is { } border
            ? Sliding.Between(
                input.Height,
                conv.KernelHeight,
                conv.Stride,
                border.Top,
                border.Bottom,
                conv.Dilation
            )
            : Sliding.Along(
                input.Height,
                conv.KernelHeight,
                conv.Stride,
                conv.Padding,
                conv.Dilation
            );

    public static Sliding Columns(StackLayer.Conv conv, SampleShape input) =>
        conv.Border is { } border
            ? Sliding.Between(
                input.Width,
                conv.KernelWidth,
                conv.Stride,
                border.Left,
                border.Right,
                conv.Dilation
            )
            : Sliding.Along(
                input.Width,
                conv.KernelWidth,
                conv.Stride,
                conv.Padding,
                conv.Dilation
            );

    public static Sliding Rows(StackLayer.Pool pool, SampleShape input) =>
        Sliding.Along(input.Height, pool.Height, pool.StrideY, pool.Padding);

    public static Sliding Columns(StackLayer.Pool pool, SampleShape input) =>
        Sliding.Along(input.Width, pool.Width, pool.StrideX, pool.Padding);
}
