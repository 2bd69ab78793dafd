using MathNet.Numerics;

namespace LayerGen.Reference.Naive.Functions;

/// <summary><c>x · Φ(x)</c> with the normal distribution <c>Φ(x) = (1 + erf(x / √2)) / 2</c> and its density <c>φ</c>: the derivative is <c>Φ + x · φ</c>.</summary>
internal sealed class Gelu : Function
{
    public override double Value(double x) => x * Distribution(x);

    public override double Derivative(double x) => Distribution(x) + (x * Density(x));

    public override double LargestTerm(double x) =>
        Math.Max(Distribution(x), Math.Abs(x * Density(x)));

    private static double Distribution(double x) => SpecialFunctions.Erfc(-x / Math.Sqrt(2)) / 2;

    private static double Density(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
}
