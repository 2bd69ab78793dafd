namespace LayerGen.Generator.Core.Layers;

/// <summary>A two-dimensional convolution.</summary>
internal sealed record ConvLayer(
    int Filters,
    Size2 Kernel,
    Size2 Stride,
    Padding Padding,
    Activation Activation,
    bool UseBias,
    Penalty Penalty
) : Layer
{
    private static readonly Size2 UsualStride = new(1, 1);
    private static readonly SizeArguments KernelArguments = new(
        "kernelSize",
        "kernelHeight",
        "kernelWidth"
    );

    public override string Stem => "conv";

    public override string Display =>
        CSharpText.Call(
            "Conv",
            CSharpText.Number(Filters),
            Kernel.ToString(),
            LayerText.StrideWords(Stride, UsualStride),
            LayerText.Words(Padding),
            LayerText.Words(Activation),
            LayerText.UseBiasWords(UseBias),
            LayerText.Words("L1", Penalty.L1),
            LayerText.Words("L2", Penalty.L2)
        );

    public override string AttributeText =>
        CSharpText.Attribute(
            "Conv",
            CSharpText.Number(Filters),
            LayerText.Arguments(Kernel),
            LayerText.Stride(Stride, UsualStride),
            LayerText.Property(Padding),
            LayerText.Property(Activation),
            LayerText.UseBias(UseBias),
            LayerText.Property("L1", Penalty.L1),
            LayerText.Property("L2", Penalty.L2)
        );

    public override bool Learns => true;

    public static Result<Layer> Bind(AttributeCall call) =>
        call.Checked<Layer>(
            new ConvLayer(
                call.Int("filters"),
                KernelArguments.Read(call),
                new(call.Int("Stride", 1), call.Int("Stride", 1)),
                call.Enum<Padding>("Padding"),
                call.Enum<Activation>("Activation"),
                call.Bool("UseBias", true),
                new(call.Double("L1"), call.Double("L2"))
            ),
            call.Positive("filters"),
            call.Positive(KernelArguments.Square),
            call.Positive(KernelArguments.Height),
            call.Positive(KernelArguments.Width),
            call.Positive("Stride"),
            call.Defined<Padding>("Padding"),
            call.Defined<Activation>("Activation"),
            call.PenaltyFactor("L1"),
            call.PenaltyFactor("L2")
        );

    // Weights are limited before the window slides: a limited kernel cannot overflow the output-size formulas.
    public override Result<LayerShape> Infer(LayerInput input) =>
        input.Image(
            this,
            image =>
                input.Limited(
                    this,
                    "weights",
                    [Filters, Kernel.Height, Kernel.Width, image.Channels],
                    () =>
                        Padding == Padding.Same
                            ? Place(input, image, Window.Same)
                            : input.Fits(
                                this,
                                Kernel,
                                KernelArguments,
                                "kernel",
                                "a smaller kernel, or Padding = Padding.Same",
                                image,
                                () => Place(input, image, Window.Valid)
                            )
                )
        );

    private Result<LayerShape> Place(
        LayerInput input,
        Shape.Image image,
        Func<int, int, int, Window> slide
    )
    {
        int height = slide(image.Height, Kernel.Height, Stride.Height).Output;
        int width = slide(image.Width, Kernel.Width, Stride.Width).Output;
        return input.Limited(
            this,
            "values",
            [height, width, Filters],
            () =>
            {
                int fanIn = Kernel.Area * image.Channels;
                int fanOut = Kernel.Area * Filters;
                ParameterShape weight = new(
                    "weight",
                    [Filters, Kernel.Height, Kernel.Width, image.Channels],
                    fanIn,
                    fanOut
                );
                return new Result<LayerShape>.Ok(
                    new(
                        new Shape.Image(height, width, Filters),
                        UseBias ? [weight, new("bias", [Filters], fanIn, fanOut)] : [weight],
                        (long)height * width * weight.Size
                    )
                );
            }
        );
    }
}
