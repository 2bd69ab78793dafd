using System.Collections.Immutable;
using LayerGen.Reference.Naive.Values;

namespace LayerGen.Reference.Naive.Operations;

/// <summary>
/// <c>y = scale · (x − mean) / √(variance + ε) + shift</c> with mean and variance of the sets of values that are
/// normalised together; the gradient goes through both.
/// </summary>
/// <param name="epsilon">Added to the variance.</param>
/// <param name="channels">Channels of the image, or features.</param>
/// <param name="scale">One factor a channel, if there is any.</param>
/// <param name="shift">One summand a channel, if there is any.</param>
/// <param name="isLoose">
/// Whether each set is moved a little, in proportion to its values, as rounding of its mean may move it: a set of equal
/// values is then not quite 0, as it need not be in float32.
/// </param>
internal abstract class Normalization(
    double epsilon,
    int channels,
    LearnedTensor? scale,
    LearnedTensor? shift,
    bool isLoose
) : Operation
{
    /// <summary>One value of a batch.</summary>
    /// <param name="Sample">The sample.</param>
    /// <param name="Index">The place in it; channels come fastest.</param>
    protected readonly record struct Place(int Sample, int Index);

    protected double Epsilon => epsilon;

    /// <summary>The sets of values that are normalised together.</summary>
    protected abstract IEnumerable<ImmutableArray<Place>> Sets(int samples);

    public override double[][] Forward(ImmutableArray<double[][]> inputs, BatchPass pass)
    {
        double[][] x = inputs[0];
        double[][] y = [.. x.Select(sample => new double[sample.Length])];
        foreach (ImmutableArray<Place> set in Sets(x.Length))
        {
            Moments moments = Of(set, x, pass.Rounding);
            foreach (Place place in set)
                y[place.Sample][place.Index] = Output(moments, x, place);
        }
        return y;
    }

    public override ImmutableArray<Slopes[]> Backward(
        ImmutableArray<double[][]> inputs,
        double[][] output,
        Slopes[] dOutput,
        BatchPass pass
    )
    {
        double[][] x = inputs[0];
        Slopes[] dx = [.. x.Select(sample => Slopes.Zero(sample.Length))];
        foreach (ImmutableArray<Place> set in Sets(x.Length))
        {
            Moments moments = Of(set, x, pass.Rounding);
            foreach (Place place in set)
                Learn(moments, x, place, dOutput[place.Sample]);
            Backward(set, moments, x, dOutput, dx);
        }
        return [dx];
    }

    /// <summary>
    /// With <c>x̂ = (x − mean) / √(variance + ε)</c> and <c>g</c> the gradient behind times the scale:
    /// <c>dx = (g − mean(g) − x̂ · mean(g · x̂)) / √(variance + ε)</c>.
    /// </summary>
    private void Backward(
        ImmutableArray<Place> set,
        Moments moments,
        double[][] x,
        Slopes[] dy,
        Slopes[] dx
    )
    {
        double count = set.Length;
        double[] g = [.. set.Select(p => Scale(p) * dy[p.Sample].Value[p.Index])];
        double[] s = [.. set.Select(p => Scale(p) * dy[p.Sample].Scale(p.Index))];
        double[] hat = [.. set.Select(p => moments.Normalised(x[p.Sample][p.Index]))];
        double[] size = [.. set.Select(p => moments.Size(x[p.Sample][p.Index]))];
        double mean = g.Average();
        double slope = g.Zip(hat, (a, b) => a * b).Average();
        double meanScale = s.Sum(a => a * a) / (count * count);
        double slopeScale = s.Zip(size, (a, b) => a * a * b * b).Sum() / (count * count);
        for (int i = 0; i < set.Length; i++)
        {
            Slopes at = dx[set[i].Sample];
            double inverse = moments.Inverse;
            at.Value[set[i].Index] += inverse * (g[i] - mean - (hat[i] * slope));
            at.SquaredScale[set[i].Index] +=
                inverse
                * inverse
                * (
                    (s[i] * s[i])
                    + meanScale
                    + (hat[i] * hat[i] * slopeScale)
                    + (size[i] * size[i] * slope * slope)
                );
        }
    }

    /// <summary>Adds what one value gives to the gradients of its scale and shift.</summary>
    protected void Learn(Moments moments, double[][] x, Place place, Slopes dy)
    {
        double value = x[place.Sample][place.Index];
        (double slope, double size) = (dy.Value[place.Index], dy.Scale(place.Index));
        scale?.Add(Channel(place), slope * moments.Normalised(value), size * moments.Size(value));
        shift?.Add(Channel(place), slope, size);
    }

    /// <summary>What becomes of one value.</summary>
    protected double Output(Moments moments, double[][] x, Place place) =>
        (Scale(place) * moments.Normalised(x[place.Sample][place.Index]))
        + (shift?.Value[Channel(place)] ?? 0);

    protected double Scale(Place place) => scale?.Value[Channel(place)] ?? 1;

    protected int Channel(Place place) => place.Index % channels;

    /// <summary>Mean and variance of a set of values.</summary>
    protected Moments Of(ImmutableArray<Place> set, double[][] x, Rounding rounding)
    {
        double[] values = [.. set.Select(place => x[place.Sample][place.Index])];
        double mean = rounding.Of(values.Average());
        double variance = values.Average(value => (value - mean) * (value - mean));
        double largest = values.Max(Math.Abs);
        return new(
            mean + (isLoose ? (SmallChange.Factor(values.Average()) - 1) * largest : 0),
            1 / Math.Sqrt(rounding.Of(variance) + epsilon)
        );
    }

    /// <summary>What a set of values is normalised with.</summary>
    /// <param name="Mean">Subtracted from each.</param>
    /// <param name="Inverse"><c>1 / √(variance + ε)</c>.</param>
    protected readonly record struct Moments(double Mean, double Inverse)
    {
        /// <summary>The normalised value.</summary>
        public double Normalised(double value) => (value - Mean) * Inverse;

        /// <summary>What rounding acts on in it: the difference may be far smaller than its terms.</summary>
        public double Size(double value) => (Math.Abs(value) + Math.Abs(Mean)) * Inverse;
    }
}
