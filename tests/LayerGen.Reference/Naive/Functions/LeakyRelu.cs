using System.Collections.Immutable;

namespace LayerGen.Reference.Naive.Functions;

/// <summary><c>x</c> above 0 and <c>slope · x</c> below; the derivative at 0 is the slope.</summary>
internal sealed class LeakyRelu(double slope) : Function
{
    public override ImmutableArray<double> Kinks => [0];

    public override double Value(double x) => x > 0 ? x : slope * x;

    public override double Derivative(double x) => x > 0 ? 1 : slope;
}
