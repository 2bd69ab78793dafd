namespace LayerGen.Reference.Naive.Functions;

/// <summary><c>x · (1 + tanh(u)) / 2</c> with <c>u = √(2 / π) · (x + 0.044715 x³)</c>.</summary>
internal sealed class GeluTanh : Function
{
    private const double Cubic = 0.044715;

    public override double Value(double x) => x * (1 + Math.Tanh(Inner(x))) / 2;

    public override double Derivative(double x) => ((1 + Math.Tanh(Inner(x))) / 2) + Rising(x);

    public override double LargestTerm(double x) => Math.Max(0.5, Math.Abs(Rising(x)));

    private static double Inner(double x) => Math.Sqrt(2 / Math.PI) * (x + (Cubic * x * x * x));

    /// <summary>The term of the derivative that comes from <c>u</c>: <c>x / 2 · (1 − tanh²(u)) · u′</c>.</summary>
    private static double Rising(double x)
    {
        double tanh = Math.Tanh(Inner(x));
        double inner = Math.Sqrt(2 / Math.PI) * (1 + (3 * Cubic * x * x));
        return x / 2 * (1 - (tanh * tanh)) * inner;
    }
}
