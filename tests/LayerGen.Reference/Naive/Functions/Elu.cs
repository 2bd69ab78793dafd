using System.Collections.Immutable;

namespace LayerGen.Reference.Naive.Functions;

/// <summary><c>x</c> above 0 and <c>α (eˣ − 1)</c> below.</summary>
internal sealed class Elu(double alpha) : Function
{
    public override ImmutableArray<double> Kinks => alpha == 1 ? [] : [0];

    public override ImmutableArray<double> Bends => alpha == 1 ? [0] : [];

    public override double Value(double x) => x > 0 ? x : alpha * (Math.Exp(x) - 1);

    public override double Derivative(double x) => x > 0 ? 1 : alpha * Math.Exp(x);
}
