namespace LayerGen.Generator.Core.Layers;

/// <summary>Drops values in training.</summary>
internal sealed record DropoutLayer(double Rate) : Layer
{
    public override string Stem => "dropout";

    public override string Display => CSharpText.Call("Dropout", CSharpText.Number(Rate));

    public override string AttributeText =>
        CSharpText.Attribute("Dropout", CSharpText.Number(Rate));

    public static Result<Layer> Bind(AttributeCall call) =>
        call.Checked<Layer>(new DropoutLayer(call.Double("rate")), call.DropoutRate("rate"));

    public override Result<LayerShape> Infer(LayerInput input) => LayerShape.Free(input.Shape);
}
