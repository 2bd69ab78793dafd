namespace LayerGen.Generator.Core.Layers;

/// <summary>Logits to probabilities of exclusive classes; the last layer, with categorical cross-entropy.</summary>
internal sealed record SoftmaxLayer : Layer
{
    public override string Stem => "softmax";

    public override string Display => "Softmax";

    public override string AttributeText => CSharpText.Attribute("Softmax");

    public override bool DefinesLoss => true;

    public static Result<Layer> Bind(AttributeCall call) => call.Checked<Layer>(new SoftmaxLayer());

    public override Result<LayerShape> Infer(LayerInput input) =>
        input.Features(
            this,
            features =>
                features == 1
                    ? input.Fail(this, RuleIds.SingleClass, "", LayerInput.Describe(input.Shape))
                    : LayerShape.Free(input.Shape)
        );
}
