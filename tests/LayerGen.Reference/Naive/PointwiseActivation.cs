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

    public override double[] Backward(double[] x, double[] y, double[] dy, Pass pass) =>
        [.. dy.Select((slope, i) => slope * Derivative(x[i], y[i]))];

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
}
