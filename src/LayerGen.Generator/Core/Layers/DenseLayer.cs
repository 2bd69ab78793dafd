using LayerGen.Generator.Core.Losses;

namespace LayerGen.Generator.Core.Layers;

/// <summary>A fully connected layer.</summary>
internal sealed record DenseLayer(int Units, Activation Activation, bool UseBias, Penalty Penalty)
    : Layer
{
    public override string Stem => "dense";

    public override string Display =>
        CSharpText.Call(
            "Dense",
            CSharpText.Number(Units),
            LayerText.Words(Activation),
            LayerText.UseBiasWords(UseBias),
            LayerText.Words("L1", Penalty.L1),
            LayerText.Words("L2", Penalty.L2)
        );

    public override string AttributeText =>
        CSharpText.Attribute(
            "Dense",
            CSharpText.Number(Units),
            LayerText.Property(Activation),
            LayerText.UseBias(UseBias),
            LayerText.Property("L1", Penalty.L1),
            LayerText.Property("L2", Penalty.L2)
        );

    public override Loss? LossAtEnd => Activation == Activation.Sigmoid ? new SigmoidLoss() : null;

    public override bool Learns => true;

    public static Result<Layer> Bind(AttributeCall call) =>
        call.Checked<Layer>(
            new DenseLayer(
                call.Int("units"),
                call.Enum<Activation>("Activation"),
                call.Bool("UseBias", true),
                new(call.Double("L1"), call.Double("L2"))
            ),
            call.Positive("units"),
            call.Defined<Activation>("Activation"),
            call.PenaltyFactor("L1"),
            call.PenaltyFactor("L2")
        );

    public override Result<LayerShape> Infer(LayerInput input) =>
        input.Features(
            this,
            features =>
                input.Limited(
                    this,
                    "weights",
                    [Units, features],
                    () =>
                    {
                        ParameterShape weight = new("weight", [Units, features], features, Units);
                        return new Result<LayerShape>.Ok(
                            new(
                                new Shape.Features(Units),
                                UseBias
                                    ? [weight, new("bias", [Units], features, Units)]
                                    : [weight],
                                weight.Size
                            )
                        );
                    }
                )
        );
}
