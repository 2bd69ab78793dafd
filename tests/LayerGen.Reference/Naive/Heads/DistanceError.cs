using LayerGen.Reference.Naive.Values;

namespace LayerGen.Reference.Naive.Heads;

/// <summary>The mean over the outputs of a function of how far each is from its target.</summary>
internal abstract class DistanceError : Head
{
    public override double[] Outputs(double[] values) => values;

    public override double Loss(double[] values, double[] targets, double[] weights) =>
        values.Zip(targets, (value, target) => Of(value - target)).Average();

    public override Slopes Gradient(
        double[] values,
        double[] targets,
        double[] weights,
        double factor
    )
    {
        double share = factor / values.Length;
        (double Value, double Target)[] pairs = [.. values.Zip(targets)];
        return new(
            [.. pairs.Select(pair => share * Slope(pair.Value - pair.Target))],
            [
                .. pairs.Select(pair =>
                    Math.Pow(share * Size(Math.Abs(pair.Value) + Math.Abs(pair.Target)), 2)
                ),
            ]
        );
    }

    public override (double Least, double Most)? Accuracy(double[] values, double[] targets) =>
        null;

    /// <summary>The loss of an output that is off by so much.</summary>
    protected abstract double Of(double distance);

    /// <summary>Its derivative.</summary>
    protected abstract double Slope(double distance);

    /// <summary>What rounding acts on in the derivative, for an output and a target that are so large together.</summary>
    protected virtual double Size(double both) => Math.Abs(Slope(both));
}
