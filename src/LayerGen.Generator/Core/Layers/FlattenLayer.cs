namespace LayerGen.Generator.Core.Layers;

/// <summary>
/// Reads an image as features. Features pass unchanged and are no error, so that the same layers serve a network
/// whose samples are images and one whose samples come flattened.
/// </summary>
internal sealed record FlattenLayer : Layer
{
    public override string Stem => "flatten";

    public override string Display => "Flatten";

    public override string AttributeText => CSharpText.Attribute("Flatten");

    public static Result<Layer> Bind(AttributeCall call) => call.Checked<Layer>(new FlattenLayer());

    public override Result<LayerShape> Infer(LayerInput input) =>
        LayerShape.Free(new Shape.Features(input.Shape.Size));
}
