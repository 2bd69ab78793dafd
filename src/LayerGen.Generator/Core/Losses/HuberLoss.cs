namespace LayerGen.Generator.Core.Losses;

/// <summary>The mean over outputs of half the square of an error up to <c>Delta</c>, and of a line beyond it.</summary>
internal sealed record HuberLoss(double Delta)
    : ValueLoss("Huber", $", {CSharpText.Number(Delta)}d")
{
    private const double UsualDelta = 1;

    public override string Attribute => "Huber";

    public override EquatableArray<string> Arguments =>
        Delta == UsualDelta ? [] : [CSharpText.Number(Delta)];

    public override EquatableArray<string> Settings =>
        Delta == UsualDelta ? [] : [$"delta {CSharpText.Number(Delta)}"];

    public override string Name => "Huber loss";

    public override string BackwardWords => "errors, cut off at delta";

    public static Result<Loss> Bind(AttributeCall call) =>
        call.Checked<Loss>(
            new HuberLoss(call.Double("delta", UsualDelta)),
            call.PositiveNumber("delta")
        );
}
