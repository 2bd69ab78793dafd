using LayerGen.Reference.Naive.Values;

namespace LayerGen.Reference.Naive.Operations;

/// <summary><c>y[u] = bias[u] + Σ weight[u, i] · x[i]</c>.</summary>
internal sealed class FullyConnected(LearnedTensor weight, LearnedTensor? bias) : SampleOperation
{
    public override double[] Forward(double[] x, Pass pass)
    {
        double[] y = new double[weight.Rows];
        for (int u = 0; u < weight.Rows; u++)
        {
            double sum = bias?.Value[u] ?? 0;
            for (int i = 0; i < weight.Columns; i++)
                sum += weight.Value[(u * weight.Columns) + i] * x[i];
            y[u] = sum;
        }
        return y;
    }

    public override Slopes Backward(double[] x, double[] y, Slopes dy, Pass pass)
    {
        Slopes dx = Slopes.Zero(weight.Columns);
        for (int u = 0; u < weight.Rows; u++)
        {
            double scale = dy.Scale(u);
            bias?.Add(u, dy.Value[u], scale);
            for (int i = 0; i < weight.Columns; i++)
            {
                int w = (u * weight.Columns) + i;
                weight.Add(w, dy.Value[u] * x[i], scale * x[i]);
                dx.Add(i, dy, u, weight.Value[w]);
            }
        }
        return dx;
    }
}
