namespace LayerGen.Reference.Naive.Functions;

/// <summary><c>ln(1 + eˣ)</c> with the derivative <c>σ(x)</c>.</summary>
internal sealed class Softplus : Function
{
    public override double Value(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));

    public override double Derivative(double x) => 1 / (1 + Math.Exp(-x));
}
