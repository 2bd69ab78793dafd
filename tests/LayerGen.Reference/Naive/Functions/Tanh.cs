namespace LayerGen.Reference.Naive.Functions;

/// <summary><c>tanh(x)</c> with the derivative <c>1 − tanh²(x)</c>.</summary>
internal sealed class Tanh : Function
{
    public override double Value(double x) => Math.Tanh(x);

    public override double Derivative(double x) => 1 - (Math.Tanh(x) * Math.Tanh(x));

    public override double LargestTerm(double x) => 1;
}
