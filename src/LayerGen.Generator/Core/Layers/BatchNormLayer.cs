namespace LayerGen.Generator.Core.Layers;

/// <summary>Which variance is kept for inference; the numbers are those of the public enumeration.</summary>
internal enum RunningVariance
{
    /// <summary>Divided by n − 1.</summary>
    Unbiased,

    /// <summary>Divided by n.</summary>
    Biased,
}

/// <summary>Batch normalisation of channels or features.</summary>
internal sealed record BatchNormLayer(
    double Momentum,
    double Epsilon,
    bool HasScale,
    bool HasShift,
    RunningVariance Variance
) : Layer
{
    private const double UsualMomentum = 0.9;
    private const double UsualEpsilon = 1e-5;

    public override string Stem => "batchnorm";

    public override string Display =>
        CSharpText.Call(
            "BatchNorm",
            Momentum == UsualMomentum ? "" : $"momentum {CSharpText.Number(Momentum)}",
            Epsilon == UsualEpsilon ? "" : $"epsilon {CSharpText.Number(Epsilon)}",
            HasScale ? "" : "no scale",
            HasShift ? "" : "no shift",
            LayerText.Words(Variance)
        );

    public override string AttributeText =>
        CSharpText.Attribute(
            "BatchNorm",
            Momentum == UsualMomentum ? "" : $"Momentum = {CSharpText.Number(Momentum)}",
            Epsilon == UsualEpsilon ? "" : $"Epsilon = {CSharpText.Number(Epsilon)}",
            HasScale ? "" : "Scale = false",
            HasShift ? "" : "Shift = false",
            Variance == RunningVariance.Biased ? "Variance = RunningVariance.Biased" : ""
        );

    public override bool Learns => HasScale || HasShift;

    public static Result<Layer> Bind(AttributeCall call) =>
        call.Checked<Layer>(
            new BatchNormLayer(
                call.Double("Momentum", UsualMomentum),
                call.Double("Epsilon", UsualEpsilon),
                call.Bool("Scale", true),
                call.Bool("Shift", true),
                call.Enum<RunningVariance>("Variance")
            ),
            call.Fraction("Momentum"),
            call.PositiveNumber("Epsilon"),
            call.Defined<RunningVariance>("Variance")
        );

    public override Result<LayerShape> Infer(LayerInput input)
    {
        int channels = input.Shape.Axes[input.Shape.Axes.Count - 1];
        ParameterShape Of(string role) => new(role, [channels], 1, 1);
        return new Result<LayerShape>.Ok(
            new(
                input.Shape,
                [
                    .. HasScale ? [Of("scale")] : Array.Empty<ParameterShape>(),
                    .. HasShift ? [Of("shift")] : Array.Empty<ParameterShape>(),
                ],
                input.Shape.Size
            )
        );
    }
}
