using System.Collections.Immutable;

namespace LayerGen.Reference.Naive.Functions;

/// <summary><c>max(0, x)</c>; the derivative at 0 is 0.</summary>
internal sealed class Relu : Function
{
    public override ImmutableArray<double> Kinks => [0];

    public override double Value(double x) => Math.Max(0, x);

    public override double Derivative(double x) => x > 0 ? 1 : 0;
}
