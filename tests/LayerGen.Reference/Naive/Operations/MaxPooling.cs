using LayerGen.Reference.Naive.Values;
using LayerGen.Reference.Stacks;

namespace LayerGen.Reference.Naive.Operations;

/// <summary>
/// The largest value of each window, of those inside the image; of equal values the first in reading order carries the
/// gradient.
/// </summary>
internal sealed class MaxPooling(StackLayer.Pool pool, SampleShape input) : SampleOperation
{
    private readonly SampleShape _output = ShapeRules.After(input, pool);
    private readonly Sliding _rows = ShapeRules.Rows(pool, input);
    private readonly Sliding _columns = ShapeRules.Columns(pool, input);

    public override double[] Forward(double[] x, Pass pass)
    {
        double scale = x.Max(Math.Abs);
        double[] y = new double[_output.Size];
        for (int oy = 0; oy < _output.Height; oy++)
        for (int ox = 0; ox < _output.Width; ox++)
        for (int c = 0; c < _output.Channels; c++)
        {
            int winner = Winner(x, oy, ox, c);
            pass.Choices.Winner(winner);
            double largest = x[InputIndex(oy, ox, winner, c)];
            foreach (int place in Places(oy, ox))
                pass.Choices.Below(largest, x[InputIndex(oy, ox, place, c)], scale);
            y[_output.Index(oy, ox, c)] = largest;
        }
        return y;
    }

    public override Slopes Backward(double[] x, double[] y, Slopes dy, Pass pass)
    {
        Slopes dx = Slopes.Zero(input.Size);
        for (int oy = 0; oy < _output.Height; oy++)
        for (int ox = 0; ox < _output.Width; ox++)
        for (int c = 0; c < _output.Channels; c++)
            dx.Add(InputIndex(oy, ox, Winner(x, oy, ox, c), c), dy, _output.Index(oy, ox, c), 1);
        return dx;
    }

    /// <summary>The place in the window, counted in reading order, of the first largest value.</summary>
    private int Winner(double[] x, int oy, int ox, int c)
    {
        int? winner = null;
        foreach (int place in Places(oy, ox))
        {
            if (
                winner is null
                || x[InputIndex(oy, ox, place, c)] > x[InputIndex(oy, ox, winner.Value, c)]
            )
                winner = place;
        }
        return winner ?? throw new InvalidOperationException("A window lies outside the image.");
    }

    /// <summary>The places of a window that lie inside the image, in reading order.</summary>
    private IEnumerable<int> Places(int oy, int ox) =>
        Enumerable
            .Range(0, pool.Height * pool.Width)
            .Where(place =>
                input.Has(
                    _rows.Input(oy, place / pool.Width),
                    _columns.Input(ox, place % pool.Width)
                )
            );

    private int InputIndex(int oy, int ox, int place, int c) =>
        input.Index(_rows.Input(oy, place / pool.Width), _columns.Input(ox, place % pool.Width), c);
}
