namespace LayerGen.Reference.Stacks;

/// <summary>Shapes as the documentation of the attributes gives them.</summary>
internal static class ShapeRules
{
    /// <summary>The shape behind a layer.</summary>
    public static SampleShape After(SampleShape input, StackLayer layer) =>
        layer switch
        {
            StackLayer.Conv conv => SampleShape.Image(
                Rows(conv, input).Outputs,
                Columns(conv, input).Outputs,
                conv.Filters
            ),
            StackLayer.Pool pool => SampleShape.Image(
                Rows(pool, input).Outputs,
                Columns(pool, input).Outputs,
                input.Channels
            ),
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
                * input.Channels,
            StackLayer.Dense dense => (long)dense.Units * input.Size,
            _ => 0,
        };

    public static Sliding Rows(StackLayer.Conv conv, SampleShape input) =>
        Sliding.Along(input.Height, conv.KernelHeight, conv.Stride, conv.Padding);

    public static Sliding Columns(StackLayer.Conv conv, SampleShape input) =>
        Sliding.Along(input.Width, conv.KernelWidth, conv.Stride, conv.Padding);

    public static Sliding Rows(StackLayer.Pool pool, SampleShape input) =>
        Sliding.Along(input.Height, pool.Height, pool.StrideY, Padding.Valid);

    public static Sliding Columns(StackLayer.Pool pool, SampleShape input) =>
        Sliding.Along(input.Width, pool.Width, pool.StrideX, Padding.Valid);
}
