using LayerGen.Reference.Naive.Values;

namespace LayerGen.Reference.Naive.Heads;

/// <summary><c>d² / 2</c> for a distance of at most <c>delta</c>, and <c>delta · (|d| − delta / 2)</c> for others.</summary>
internal sealed class HuberError(double delta) : DistanceError
{
    public override void Choose(double[] values, double[] targets, ChoiceLog choices)
    {
        foreach ((double value, double target) in values.Zip(targets))
            choices.Side(Math.Abs(value - target) - delta);
    }

    protected override double Of(double distance) =>
        Math.Abs(distance) <= delta
            ? distance * distance / 2
            : delta * (Math.Abs(distance) - (delta / 2));

    protected override double Slope(double distance) => Math.Clamp(distance, -delta, delta);
}
