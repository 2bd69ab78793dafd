namespace LayerGen.Reference.Naive.Functions;

/// <summary><c>x · σ(x)</c> with the derivative <c>σ + x · σ · (1 − σ)</c>.</summary>
internal sealed class Silu : Function
{
    public override double Value(double x) => x * Sigmoid(x);

    public override double Derivative(double x) => Sigmoid(x) + (x * Sigmoid(x) * Sigmoid(-x));

    public override double LargestTerm(double x) =>
        Math.Max(Sigmoid(x), Math.Abs(x * Sigmoid(x) * Sigmoid(-x)));

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
