namespace LayerGen.Generator.Core.Layers;

/// <summary>How a window becomes one value.</summary>
internal enum Pooling
{
    Max,
    Average,
}

/// <summary>A maximum or mean over windows.</summary>
internal sealed record PoolLayer(Pooling Pooling, Size2 Size, Size2 Stride) : Layer
{
    private static readonly SizeArguments WindowArguments = new("size", "height", "width");

    public override string Stem => Pooling == Pooling.Max ? "maxpool" : "avgpool";

    public override string Display =>
        CSharpText.Call(AttributeName, Size.ToString(), LayerText.StrideWords(Stride, Size));

    public override string AttributeText =>
        CSharpText.Attribute(
            AttributeName,
            LayerText.Arguments(Size),
            LayerText.Stride(Stride, Size)
        );

    private string AttributeName => Pooling == Pooling.Max ? "MaxPool" : "AvgPool";

    public static Result<Layer> Bind(Pooling pooling, AttributeCall call)
    {
        Size2 size = WindowArguments.Read(call);
        return call.Checked<Layer>(
            new PoolLayer(
                pooling,
                size,
                new(call.Int("Stride", size.Height), call.Int("Stride", size.Width))
            ),
            call.Positive(WindowArguments.Square),
            call.Positive(WindowArguments.Height),
            call.Positive(WindowArguments.Width),
            call.Positive("Stride")
        );
    }

    public override Result<LayerShape> Infer(LayerInput input) =>
        input.Image(
            this,
            image =>
                input.Fits(
                    this,
                    Size,
                    WindowArguments,
                    "window",
                    "a smaller window",
                    image,
                    () =>
                        LayerShape.Free(
                            new Shape.Image(
                                Window.Valid(image.Height, Size.Height, Stride.Height).Output,
                                Window.Valid(image.Width, Size.Width, Stride.Width).Output,
                                image.Channels
                            )
                        )
                )
        );
}
