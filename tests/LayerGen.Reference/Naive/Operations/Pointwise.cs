using LayerGen.Reference.Naive.Functions;
using LayerGen.Reference.Naive.Values;

namespace LayerGen.Reference.Naive.Operations;

/// <summary>A function of each value.</summary>
internal sealed class Pointwise(Function function) : SampleOperation
{
    public override double[] Forward(double[] x, Pass pass)
    {
        double scale = x.Max(Math.Abs);
        foreach (double kink in function.Kinks)
        foreach (double value in x)
            pass.Choices.Sign(value - kink, scale);
        foreach (double bend in function.Bends)
        foreach (double value in x)
            pass.Choices.Side(value - bend);
        return [.. x.Select(function.Value)];
    }

    public override Slopes Backward(double[] x, double[] y, Slopes dy, Pass pass)
    {
        Slopes dx = Slopes.Zero(x.Length);
        for (int i = 0; i < x.Length; i++)
            dx.Add(i, dy, i, function.Derivative(x[i]), function.LargestTerm(x[i]));
        return dx;
    }
}
