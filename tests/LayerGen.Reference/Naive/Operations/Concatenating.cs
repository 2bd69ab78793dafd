using System.Collections.Immutable;
using LayerGen.Reference.Naive.Values;
using LayerGen.Reference.Stacks;

namespace LayerGen.Reference.Naive.Operations;

/// <summary>At each pixel the channels of all images after one another; features are the channels of one pixel.</summary>
internal sealed class Concatenating(ImmutableArray<SampleShape> inputs, SampleShape output)
    : Joining
{
    protected override double[] Join(ImmutableArray<double[]> x)
    {
        double[] y = new double[output.Size];
        foreach ((int place, int from, int to) in Moves())
            y[to] = x[place][from];
        return y;
    }

    protected override ImmutableArray<Slopes> Part(ImmutableArray<double[]> x, Slopes dy)
    {
        ImmutableArray<Slopes> dx = [.. inputs.Select(shape => Slopes.Zero(shape.Size))];
        foreach ((int place, int from, int to) in Moves())
            dx[place].Add(from, dy, to, 1);
        return dx;
    }

    /// <summary>Which value of which input goes where.</summary>
    private IEnumerable<(int Place, int From, int To)> Moves()
    {
        int firstChannel = 0;
        for (int place = 0; place < inputs.Length; place++)
        {
            SampleShape input = inputs[place];
            for (int y = 0; y < input.Height; y++)
            for (int x = 0; x < input.Width; x++)
            for (int c = 0; c < input.Channels; c++)
                yield return (place, input.Index(y, x, c), output.Index(y, x, firstChannel + c));
            firstChannel += input.Channels;
        }
    }
}
