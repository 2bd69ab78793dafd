using System.Collections.Immutable;

namespace LayerGen.Reference.Naive.Functions;

/// <summary><c>min(max(0, x), 6)</c>; the derivative at 0 and 6 is 0.</summary>
internal sealed class Relu6 : Function
{
    public override ImmutableArray<double> Kinks => [0, 6];

    public override double Value(double x) => Math.Clamp(x, 0, 6);

    public override double Derivative(double x) => x > 0 && x < 6 ? 1 : 0;
}
