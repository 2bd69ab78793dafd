namespace LayerGen.Reference.Naive.Functions;

/// <summary><c>x · tanh(s)</c> with <c>s = ln(1 + eˣ)</c>, whose derivative is <c>σ(x)</c>: <c>tanh(s) + x · (1 − tanh²(s)) · σ(x)</c>.</summary>
internal sealed class Mish : Function
{
    public override double Value(double x) => x * Math.Tanh(Softplus(x));

    public override double Derivative(double x) => Math.Tanh(Softplus(x)) + Rising(x);

    public override double LargestTerm(double x) =>
        Math.Max(Math.Tanh(Softplus(x)), Math.Abs(Rising(x)));

    private static double Softplus(double x) =>
        Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));

    private static double Rising(double x)
    {
        double tanh = Math.Tanh(Softplus(x));
        return x * (1 - (tanh * tanh)) / (1 + Math.Exp(-x));
    }
}
