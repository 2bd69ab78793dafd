using LayerGen.Reference.Stacks;

namespace LayerGen.Reference.Naive;

/// <summary>The mean of each window: a sum in which every place of the window has the share 1 / size.</summary>
internal sealed class AveragePooling(StackLayer.Pool pool, SampleShape input, double[] shares)
    : Operation
{
    private readonly SampleShape _output = ShapeRules.After(input, pool);
    private readonly Sliding _rows = ShapeRules.Rows(pool, input);
    private readonly Sliding _columns = ShapeRules.Columns(pool, input);

    public override double[] Forward(double[] x, Pass pass)
    {
        double[] y = new double[_output.Size];
        for (int oy = 0; oy < _output.Height; oy++)
        for (int ox = 0; ox < _output.Width; ox++)
        for (int c = 0; c < _output.Channels; c++)
        for (int ky = 0; ky < pool.Height; ky++)
        for (int kx = 0; kx < pool.Width; kx++)
            y[_output.Index(oy, ox, c)] +=
                shares[(ky * pool.Width) + kx]
                * x[input.Index(_rows.Input(oy, ky), _columns.Input(ox, kx), c)];
        return y;
    }

    public override Slopes Backward(double[] x, double[] y, Slopes dy, Pass pass)
    {
        Slopes dx = Slopes.Zero(input.Size);
        for (int oy = 0; oy < _output.Height; oy++)
        for (int ox = 0; ox < _output.Width; ox++)
        for (int c = 0; c < _output.Channels; c++)
        for (int ky = 0; ky < pool.Height; ky++)
        for (int kx = 0; kx < pool.Width; kx++)
            dx.Add(
                input.Index(_rows.Input(oy, ky), _columns.Input(ox, kx), c),
                dy,
                _output.Index(oy, ox, c),
                shares[(ky * pool.Width) + kx]
            );
        return dx;
    }
}
