using System.Collections.Immutable;

namespace LayerGen.Reference.Naive.Functions;

/// <summary><c>x · min(max(x + 3, 0), 6) / 6</c>.</summary>
internal sealed class HardSwish : Function
{
    public override ImmutableArray<double> Kinks => [-3, 3];

    public override double Value(double x) => x * Math.Clamp(x + 3, 0, 6) / 6;

    public override double Derivative(double x) =>
        x <= -3 ? 0
        : x >= 3 ? 1
        : ((2 * x) + 3) / 6;

    public override double LargestTerm(double x) => Math.Max(0.5, Math.Abs(Derivative(x)));
}
