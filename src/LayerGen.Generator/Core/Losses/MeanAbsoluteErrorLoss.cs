namespace LayerGen.Generator.Core.Losses;

/// <summary>The mean over outputs of <c>|y − t|</c>.</summary>
internal sealed record MeanAbsoluteErrorLoss() : ValueLoss("MeanAbsoluteError")
{
    public override string Attribute => "MeanAbsoluteError";

    public override string Name => "mean absolute error";

    public override string BackwardWords => "signs of the errors";

    public static Result<Loss> Bind(AttributeCall call) =>
        call.Checked<Loss>(new MeanAbsoluteErrorLoss());
}
