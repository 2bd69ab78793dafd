namespace LayerGen.Generator.Core.Losses;

/// <summary>The mean over outputs of <c>(y − t)²</c>.</summary>
internal sealed record MeanSquaredErrorLoss() : ValueLoss("MeanSquaredError")
{
    public override string Attribute => "MeanSquaredError";

    public override string Name => "mean squared error";

    public override string BackwardWords => "twice the errors";

    public static Result<Loss> Bind(AttributeCall call) =>
        call.Checked<Loss>(new MeanSquaredErrorLoss());
}
