namespace LayerGen.Generator.Core.Layers;

/// <summary>A maximum or mean over all positions of an image.</summary>
internal sealed record GlobalPoolLayer(Pooling Pooling) : Layer
{
    public override string Stem => Pooling == Pooling.Max ? "globalmaxpool" : "globalavgpool";

    public override string Display => Pooling == Pooling.Max ? "GlobalMaxPool" : "GlobalAvgPool";

    public override string AttributeText => CSharpText.Attribute(Display);

    public static Result<Layer> Bind(Pooling pooling, AttributeCall call) =>
        call.Checked<Layer>(new GlobalPoolLayer(pooling));

    public override Result<LayerShape> Infer(LayerInput input) =>
        input.Image(this, image => LayerShape.Free(new Shape.Features(image.Channels)));
}
