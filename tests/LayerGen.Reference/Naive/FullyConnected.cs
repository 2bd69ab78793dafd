namespace LayerGen.Reference.Naive;

/// <summary><c>y[u] = bias[u] + Σ weight[u, i] · x[i]</c>.</summary>
internal sealed class FullyConnected(LearnedTensor weight, LearnedTensor? bias) : Operation
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

    public override double[] Backward(double[] x, double[] y, double[] dy, Pass pass)
    {
        double[] dx = new double[weight.Columns];
        for (int u = 0; u < weight.Rows; u++)
        {
            bias?.Add(u, dy[u]);
            for (int i = 0; i < weight.Columns; i++)
            {
                weight.Add((u * weight.Columns) + i, dy[u] * x[i]);
                dx[i] += dy[u] * weight.Value[(u * weight.Columns) + i];
            }
        }
        return dx;
    }
}
