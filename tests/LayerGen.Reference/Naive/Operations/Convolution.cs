using LayerGen.Reference.Naive.Values;
using LayerGen.Reference.Stacks;

namespace LayerGen.Reference.Naive.Operations;

/// <summary>
/// <c>y[oy, ox, f] = bias[f] + Σ weight[f, ky, kx, c] · x[oy·stride + ky·dilation − top, ox·stride + kx·dilation − left,
/// first + c]</c>; beyond the border <c>x</c> is zero. A filter reads the channels of its group, from <c>first</c> on.
/// </summary>
internal sealed class Convolution(
    StackLayer.Conv conv,
    SampleShape input,
    LearnedTensor weight,
    LearnedTensor? bias
) : SampleOperation
{
    private readonly SampleShape _output = ShapeRules.After(input, conv);
    private readonly Sliding _rows = ShapeRules.Rows(conv, input);
    private readonly Sliding _columns = ShapeRules.Columns(conv, input);

    // Channels of a group.
    private readonly int _depth = input.Channels / conv.Groups;

    public override double[] Forward(double[] x, Pass pass)
    {
        double[] y = new double[_output.Size];
        for (int oy = 0; oy < _output.Height; oy++)
        for (int ox = 0; ox < _output.Width; ox++)
        for (int f = 0; f < _output.Channels; f++)
        {
            double sum = bias?.Value[f] ?? 0;
            for (int ky = 0; ky < conv.KernelHeight; ky++)
            for (int kx = 0; kx < conv.KernelWidth; kx++)
            {
                int iy = _rows.Input(oy, ky);
                int ix = _columns.Input(ox, kx);
                if (!input.Has(iy, ix))
                    continue;
                for (int c = 0; c < _depth; c++)
                {
                    int i = input.Index(iy, ix, FirstChannel(f) + c);
                    sum += weight.Value[WeightIndex(f, ky, kx, c)] * x[i];
                }
            }
            y[_output.Index(oy, ox, f)] = sum;
        }
        return y;
    }

    public override Slopes Backward(double[] x, double[] y, Slopes dy, Pass pass)
    {
        Slopes dx = Slopes.Zero(input.Size);
        for (int oy = 0; oy < _output.Height; oy++)
        for (int ox = 0; ox < _output.Width; ox++)
        for (int f = 0; f < _output.Channels; f++)
        {
            int o = _output.Index(oy, ox, f);
            double slope = dy.Value[o];
            double scale = dy.Scale(o);
            bias?.Add(f, slope, scale);
            for (int ky = 0; ky < conv.KernelHeight; ky++)
            for (int kx = 0; kx < conv.KernelWidth; kx++)
            {
                int iy = _rows.Input(oy, ky);
                int ix = _columns.Input(ox, kx);
                if (!input.Has(iy, ix))
                    continue;
                for (int c = 0; c < _depth; c++)
                {
                    int i = input.Index(iy, ix, FirstChannel(f) + c);
                    int w = WeightIndex(f, ky, kx, c);
                    weight.Add(w, slope * x[i], scale * x[i]);
                    dx.Add(i, dy, o, weight.Value[w]);
                }
            }
        }
        return dx;
    }

    /// <summary>The first channel that a filter reads.</summary>
    private int FirstChannel(int filter) => filter / (conv.Filters / conv.Groups) * _depth;

    private int WeightIndex(int filter, int ky, int kx, int channel) =>
        (filter * weight.Columns) + (((ky * conv.KernelWidth) + kx) * _depth) + channel;
}
