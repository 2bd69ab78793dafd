using LayerGen.Reference.Naive.Values;
using LayerGen.Reference.Stacks;

namespace LayerGen.Reference.Naive.Operations;

/// <summary>
/// A convolution in large tiles, each of whose sums is changed a little and by itself, as rounding may change it there: so
/// neither zeros nor equal sums are ties by construction.
/// </summary>
/// <remarks>
/// The change is in proportion to the largest value that the sum takes in and to the weights of its filter. It is nothing
/// where either is nothing: there float32, too, adds products that are exactly 0, and the bias remains. Otherwise nobody
/// is held to equal sums, though two tiles of equal values give them.
/// </remarks>
internal sealed class LooseConvolution(
    Convolution exact,
    StackLayer.Conv conv,
    SampleShape input,
    LearnedTensor weight,
    LargeTile tile,
    int layer
) : SampleOperation
{
    private readonly SampleShape _output = ShapeRules.After(input, conv);
    private readonly Sliding _rows = ShapeRules.Rows(conv, input);
    private readonly Sliding _columns = ShapeRules.Columns(conv, input);

    // No tensor's place; nor that of shares.
    private readonly int _key = -2 - layer;

    private readonly double[] _weightSums =
    [
        .. weight.Value.Chunk(weight.Columns).Select(filter => filter.Sum(Math.Abs)),
    ];

    public override double[] Forward(double[] x, Pass pass)
    {
        double[] y = exact.Forward(x, pass);
        for (int oy = 0; oy < _output.Height; oy++)
        for (int ox = 0; ox < _output.Width; ox++)
        {
            double largest = LargestTakenIn(x, oy, ox);
            for (int f = 0; f < _output.Channels; f++)
            {
                int o = _output.Index(oy, ox, f);
                y[o] += (SmallChange.Factor(_key, o) - 1) * _weightSums[f] * largest;
            }
        }
        return y;
    }

    public override Slopes Backward(double[] x, double[] y, Slopes dy, Pass pass) =>
        exact.Backward(x, y, dy, pass);

    private double LargestTakenIn(double[] x, int oy, int ox)
    {
        (int top, int bottom) = LargeTile.TakenIn(oy, tile.Height);
        (int left, int right) = LargeTile.TakenIn(ox, tile.Width);
        double largest = 0;
        for (int ky = top; ky <= bottom; ky++)
        for (int kx = left; kx <= right; kx++)
        {
            int iy = _rows.Input(oy, ky);
            int ix = _columns.Input(ox, kx);
            if (!input.Has(iy, ix))
                continue;
            for (int c = 0; c < input.Channels; c++)
                largest = Math.Max(largest, Math.Abs(x[input.Index(iy, ix, c)]));
        }
        return largest;
    }
}
