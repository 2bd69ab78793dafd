using System.Collections.Immutable;

namespace LayerGen.Reference.Naive.Functions;

/// <summary><c>min(max(x + 3, 0), 6) / 6</c>.</summary>
internal sealed class HardSigmoid : Function
{
    public override ImmutableArray<double> Kinks => [-3, 3];

    public override double Value(double x) => Math.Clamp(x + 3, 0, 6) / 6;

    public override double Derivative(double x) => x > -3 && x < 3 ? 1.0 / 6 : 0;
}
