using LayerGen.Reference.Naive.Values;
using LayerGen.Reference.Stacks;

namespace LayerGen.Reference.Naive.Operations;

/// <summary><c>y[oy, ox, c] = x[⌊oy / factor⌋, ⌊ox / factor⌋, c]</c>.</summary>
internal sealed class UpSampling(int factor, SampleShape input) : SampleOperation
{
    private readonly SampleShape _output = SampleShape.Image(
        input.Height * factor,
        input.Width * factor,
        input.Channels
    );

    public override double[] Forward(double[] x, Pass pass)
    {
        double[] y = new double[_output.Size];
        for (int oy = 0; oy < _output.Height; oy++)
        for (int ox = 0; ox < _output.Width; ox++)
        for (int c = 0; c < _output.Channels; c++)
            y[_output.Index(oy, ox, c)] = x[input.Index(oy / factor, ox / factor, c)];
        return y;
    }

    public override Slopes Backward(double[] x, double[] y, Slopes dy, Pass pass)
    {
        Slopes dx = Slopes.Zero(input.Size);
        for (int oy = 0; oy < _output.Height; oy++)
        for (int ox = 0; ox < _output.Width; ox++)
        for (int c = 0; c < _output.Channels; c++)
            dx.Add(input.Index(oy / factor, ox / factor, c), dy, _output.Index(oy, ox, c), 1);
        return dx;
    }
}
