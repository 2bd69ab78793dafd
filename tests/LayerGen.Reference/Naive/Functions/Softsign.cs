using System.Collections.Immutable;

namespace LayerGen.Reference.Naive.Functions;

/// <summary><c>x / (1 + |x|)</c> with the derivative <c>1 / (1 + |x|)²</c>.</summary>
internal sealed class Softsign : Function
{
    public override ImmutableArray<double> Bends => [0];

    public override double Value(double x) => x / (1 + Math.Abs(x));

    public override double Derivative(double x) => 1 / ((1 + Math.Abs(x)) * (1 + Math.Abs(x)));
}
