using LayerGen.Reference.Naive.Values;

namespace LayerGen.Reference.Naive.Heads;

/// <summary><c>|y − t|</c>; the derivative at 0 is 0.</summary>
internal sealed class AbsoluteError : DistanceError
{
    public override void Choose(double[] values, double[] targets, ChoiceLog choices)
    {
        double scale = values.Concat(targets).Max(Math.Abs);
        foreach ((double value, double target) in values.Zip(targets))
            choices.Sign(value - target, scale);
    }

    protected override double Of(double distance) => Math.Abs(distance);

    protected override double Slope(double distance) => Math.Sign(distance);
}
