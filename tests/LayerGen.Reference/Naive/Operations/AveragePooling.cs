using LayerGen.Reference.Naive.Values;
using LayerGen.Reference.Stacks;

namespace LayerGen.Reference.Naive.Operations;

/// <summary>
/// The mean of each window, of the values inside the image: a sum in which every place has the share 1 / count.
/// </summary>
/// <param name="pool">The window.</param>
/// <param name="input">The image.</param>
/// <param name="factor">What the share of each place is multiplied by: 1, or a little more or less.</param>
internal sealed class AveragePooling(
    StackLayer.Pool pool,
    SampleShape input,
    Func<int, double> factor
) : SampleOperation
{
    private readonly SampleShape _output = ShapeRules.After(input, pool);
    private readonly Sliding _rows = ShapeRules.Rows(pool, input);
    private readonly Sliding _columns = ShapeRules.Columns(pool, input);

    public override double[] Forward(double[] x, Pass pass)
    {
        double[] y = new double[_output.Size];
        for (int oy = 0; oy < _output.Height; oy++)
        for (int ox = 0; ox < _output.Width; ox++)
            foreach ((int iy, int ix, double share) in Window(oy, ox))
                for (int c = 0; c < _output.Channels; c++)
                    y[_output.Index(oy, ox, c)] += share * x[input.Index(iy, ix, c)];
        return y;
    }

    public override Slopes Backward(double[] x, double[] y, Slopes dy, Pass pass)
    {
        Slopes dx = Slopes.Zero(input.Size);
        for (int oy = 0; oy < _output.Height; oy++)
        for (int ox = 0; ox < _output.Width; ox++)
            foreach ((int iy, int ix, double share) in Window(oy, ox))
                for (int c = 0; c < _output.Channels; c++)
                    dx.Add(input.Index(iy, ix, c), dy, _output.Index(oy, ox, c), share);
        return dx;
    }

    /// <summary>The pixels of a window that lie inside the image, with their shares.</summary>
    private IEnumerable<(int Row, int Column, double Share)> Window(int oy, int ox)
    {
        (int Row, int Column, int Place)[] inside =
        [
            .. from ky in Enumerable.Range(0, pool.Height)
            from kx in Enumerable.Range(0, pool.Width)
            let pixel = (Row: _rows.Input(oy, ky), Column: _columns.Input(ox, kx))
            where input.Has(pixel.Row, pixel.Column)
            select (pixel.Row, pixel.Column, (ky * pool.Width) + kx),
        ];
        return inside.Select(pixel =>
            (pixel.Row, pixel.Column, factor(pixel.Place) / inside.Length)
        );
    }
}
