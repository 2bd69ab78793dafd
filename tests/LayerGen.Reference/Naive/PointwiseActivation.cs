namespace LayerGen.Reference.Naive;

/// <summary>ReLU, sigmoid or tanh of each value; the gradient of ReLU at 0 is 0.</summary>
internal sealed class PointwiseActivation(Activation function) : Operation
{
    public override double[] Forward(double[] x, Pass pass)
    {
        if (function == Activation.Relu)
        {
            double scale = x.Max(Math.Abs);
            foreach (double value in x)
                pass.Choices.Sign(value, scale);
        }
        return [.. x.Select(Apply)];
    }

    public override Slopes Backward(double[] x, double[] y, Slopes dy, Pass pass)
    {
        Slopes dx = Slopes.Zero(x.Length);
        for (int i = 0; i < x.Length; i++)
            dx.Add(i, dy, i, Derivative(x[i], y[i]), LargestTerm(x[i], y[i]));
        return dx;
    }

    private double Apply(double x) =>
        function switch
        {
            Activation.Relu => Math.Max(0, x),
            Activation.Sigmoid => 1 / (1 + Math.Exp(-x)),
            Activation.Tanh => Math.Tanh(x),
            _ => x,
        };

    private double Derivative(double x, double y) =>
        function switch
        {
            Activation.Relu => x > 0 ? 1 : 0,
            Activation.Sigmoid => y * (1 - y),
            Activation.Tanh => 1 - (y * y),
            _ => 1,
        };

    /// <summary>The larger of the two numbers whose difference the derivative is, <c>y − y²</c> or <c>1 − y²</c>.</summary>
    private double LargestTerm(double x, double y) =>
        function switch
        {
            Activation.Sigmoid => y,
            Activation.Tanh => 1,
            _ => Derivative(x, y),
        };
}
