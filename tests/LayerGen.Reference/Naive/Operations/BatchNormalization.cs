using System.Collections.Immutable;
using LayerGen.Reference.Naive.Values;
using LayerGen.Reference.Stacks;

namespace LayerGen.Reference.Naive.Operations;

/// <summary>
/// In training each channel by its own mean and variance over samples, rows and columns; at inference by the running ones.
/// </summary>
internal sealed class BatchNormalization(
    StackLayer.BatchNorm norm,
    SampleShape input,
    LearnedTensor? scale,
    LearnedTensor? shift,
    NaiveStatistics running,
    bool isLoose
) : Normalization(norm.Epsilon, input.Channels, scale, shift, isLoose)
{
    public override double[][] Forward(ImmutableArray<double[][]> inputs, BatchPass pass)
    {
        if (pass.Training)
            return base.Forward(inputs, pass);
        double[][] x = inputs[0];
        double[][] y = [.. x.Select(sample => new double[sample.Length])];
        foreach (Place place in Sets(x.Length).SelectMany(set => set))
        {
            int channel = Channel(place);
            Moments moments = new(
                running.Mean[channel],
                1 / Math.Sqrt(running.Variance[channel] + Epsilon)
            );
            y[place.Sample][place.Index] = Output(moments, x, place);
        }
        return y;
    }

    /// <summary>
    /// The running statistics after a batch: <c>momentum · running + (1 − momentum) · batch</c>, where the variance of the
    /// batch is multiplied by <c>n / (n − 1)</c> unless it is meant to be biased.
    /// </summary>
    public NaiveStatistics After(double[][] x)
    {
        double[] mean = [.. running.Mean];
        double[] variance = [.. running.Variance];
        foreach (ImmutableArray<Place> set in Sets(x.Length))
        {
            double[] values = [.. set.Select(place => x[place.Sample][place.Index])];
            double center = values.Average();
            double squares = values.Sum(value => (value - center) * (value - center));
            double spread = squares / (norm.HasBiasedVariance ? values.Length : values.Length - 1);
            int channel = Channel(set[0]);
            mean[channel] = Mix(mean[channel], center);
            variance[channel] = Mix(variance[channel], spread);
        }
        return new([.. mean], [.. variance]);

        double Mix(double old, double now) => (norm.Momentum * old) + ((1 - norm.Momentum) * now);
    }

    protected override IEnumerable<ImmutableArray<Place>> Sets(int samples) =>
        from channel in Enumerable.Range(0, input.Channels)
        select (
            from sample in Enumerable.Range(0, samples)
            from row in Enumerable.Range(0, input.Height)
            from column in Enumerable.Range(0, input.Width)
            select new Place(sample, input.Index(row, column, channel))
        ).ToImmutableArray();
}
