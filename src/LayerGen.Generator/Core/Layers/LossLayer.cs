using LayerGen.Generator.Core.Losses;

namespace LayerGen.Generator.Core.Layers;

/// <summary>The last layer of a network, where it is a loss and nothing else. Shapes pass unchanged.</summary>
internal sealed record LossLayer(Loss Loss) : Layer
{
    public override string Stem => Loss.Attribute.ToLowerInvariant();

    public override string Display => CSharpText.Call(Loss.Attribute, Loss.Settings);

    public override string AttributeText => CSharpText.Attribute(Loss.Attribute, Loss.Arguments);

    public override Loss LossAtEnd => Loss;

    public override bool IsEnd => true;

    public static Result<Layer> Bind(LossKind kind, AttributeCall call) =>
        kind.Bind(call).Map<Layer>(loss => new LossLayer(loss));

    public override Result<LayerShape> Infer(LayerInput input) =>
        Loss.ForOneOutput.Length == 0
            ? LayerShape.Free(input.Shape)
            : input.Features(
                this,
                features =>
                    features == 1
                        ? input.Fail(
                            this,
                            RuleIds.SingleClass,
                            "",
                            LayerInput.Describe(input.Shape),
                            Loss.Applies,
                            Loss.ForOneOutput
                        )
                        : LayerShape.Free(input.Shape)
            );
}
