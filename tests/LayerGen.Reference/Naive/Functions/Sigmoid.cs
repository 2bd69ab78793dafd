namespace LayerGen.Reference.Naive.Functions;

/// <summary><c>σ(x) = 1 / (1 + e⁻ˣ)</c> with the derivative <c>σ − σ²</c>.</summary>
internal sealed class Sigmoid : Function
{
    public override double Value(double x) => 1 / (1 + Math.Exp(-x));

    public override double Derivative(double x) => Value(x) * (1 - Value(x));

    public override double LargestTerm(double x) => Value(x);
}
