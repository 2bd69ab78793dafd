namespace LayerGen.Generator.Core.Layers;

/// <summary>Repeats rows and columns.</summary>
internal sealed record UpSampleLayer(int Factor) : Layer
{
    public override string Stem => "upsample";

    public override string Display => CSharpText.Call("UpSample", CSharpText.Number(Factor));

    public override string AttributeText =>
        CSharpText.Attribute("UpSample", CSharpText.Number(Factor));

    public static Result<Layer> Bind(AttributeCall call) =>
        call.Checked<Layer>(new UpSampleLayer(call.Int("factor")), call.Positive("factor"));

    public override Result<LayerShape> Infer(LayerInput input) =>
        input.Image(
            this,
            image =>
                input.Limited(
                    this,
                    "values",
                    [image.Height, Factor, image.Width, Factor, image.Channels],
                    () =>
                        LayerShape.Free(
                            new Shape.Image(
                                image.Height * Factor,
                                image.Width * Factor,
                                image.Channels
                            )
                        )
                )
        );
}
