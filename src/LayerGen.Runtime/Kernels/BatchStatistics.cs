namespace LayerGen.Kernels;

/// <summary>
/// Mean and variance of a batch, channel by channel, from those of its shards; and the numbers by which batch normalisation
/// then normalises.
/// </summary>
/// <remarks>
/// Shards are merged in their order, whoever ran them, each channel on its own: the bits depend neither on the number of
/// threads nor on the width of the vectors. Source of the merge: Chan, Golub, LeVeque, "Updating Formulae and a Pairwise
/// Algorithm for Computing Sample Variances", 1979: sums of squares of differences from each shard's own mean lose no digits
/// where the mean is large.
/// </remarks>
public static class BatchStatistics
{
    /// <summary>The numbers by which samples are normalised, each for all channels: mean, 1 / deviation, factor, shift.</summary>
    public const int Rows = 4;

    /// <summary>Merges the moments of all shards of a batch.</summary>
    /// <param name="moments">For each shard the mean and <c>Σ(x − mean)²</c> of every channel, <paramref name="stride"/> floats each.</param>
    /// <param name="stride">Floats for all channels, padding included.</param>
    /// <param name="batch">Samples of the batch.</param>
    /// <param name="shards">How many shards it has.</param>
    /// <param name="positions">Values of a channel in one sample.</param>
    /// <param name="mean">The mean of each channel.</param>
    /// <param name="variance">The mean of <c>(x − mean)²</c> of each channel.</param>
    public static void Merge(
        ReadOnlySpan<float> moments,
        int stride,
        int batch,
        int shards,
        int positions,
        Span<float> mean,
        Span<float> variance
    )
    {
        mean[..stride].Clear();
        variance[..stride].Clear();
        double before = 0;
        for (int shard = 0; shard < shards; shard++)
        {
            int samples =
                Shards.Start(batch, shards, shard + 1) - Shards.Start(batch, shards, shard);
            double count = (double)samples * positions;
            float share = (float)(count / (before + count));
            float cross = (float)(before * count / (before + count));
            ReadOnlySpan<float> means = moments.Slice(2 * shard * stride, stride);
            ReadOnlySpan<float> squares = moments.Slice(((2 * shard) + 1) * stride, stride);
            for (int channel = 0; channel < stride; channel++)
            {
                float difference = means[channel] - mean[channel];
                mean[channel] += difference * share;
                variance[channel] += squares[channel] + (difference * difference * cross);
            }
            before += count;
        }
        float whole = (float)before;
        for (int channel = 0; channel < stride; channel++)
            variance[channel] /= whole;
    }

    /// <summary>
    /// The numbers by which samples are normalised: <c>y = (x − mean) · factor + shift</c> with
    /// <c>factor = scale / √(variance + ε)</c>.
    /// </summary>
    /// <param name="mean">The mean of each channel.</param>
    /// <param name="variance">The variance of each channel.</param>
    /// <param name="scale">A learned factor for each channel; empty for 1.</param>
    /// <param name="shift">A learned number for each channel; empty for 0.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="stride">Floats for all channels, padding included.</param>
    /// <param name="numbers"><see cref="Rows"/> times <paramref name="stride"/> floats; overwritten.</param>
    public static void Prepare(
        ReadOnlySpan<float> mean,
        ReadOnlySpan<float> variance,
        ReadOnlySpan<float> scale,
        ReadOnlySpan<float> shift,
        double epsilon,
        int stride,
        Span<float> numbers
    )
    {
        for (int channel = 0; channel < mean.Length; channel++)
        {
            float inverse = (float)(1 / Math.Sqrt(variance[channel] + epsilon));
            numbers[channel] = mean[channel];
            numbers[stride + channel] = inverse;
            numbers[(2 * stride) + channel] =
                channel < scale.Length ? inverse * scale[channel]
                : scale.IsEmpty ? inverse
                : 0;
            numbers[(3 * stride) + channel] = channel < shift.Length ? shift[channel] : 0;
        }
    }

    /// <summary>Adds up the sums of all shards, in their order.</summary>
    /// <param name="sums">For each shard as many floats as <paramref name="totals"/>.</param>
    /// <param name="shards">How many shards there are.</param>
    /// <param name="totals">Overwritten.</param>
    public static void Sum(ReadOnlySpan<float> sums, int shards, Span<float> totals)
    {
        sums[..totals.Length].CopyTo(totals);
        for (int shard = 1; shard < shards; shard++)
            Accumulation.Add(sums.Slice(shard * totals.Length, totals.Length), totals);
    }

    /// <summary>Moves running statistics towards those of a batch.</summary>
    /// <param name="mean">The batch's mean of each channel.</param>
    /// <param name="variance">The batch's biased variance of each channel.</param>
    /// <param name="count">Values of a channel in the batch; more than 1.</param>
    /// <param name="momentum">How much of the running ones is left.</param>
    /// <param name="unbiased">Whether the running variance is that of <c>n − 1</c>.</param>
    /// <param name="runningMean">One number a channel.</param>
    /// <param name="runningVariance">One number a channel.</param>
    public static void Update(
        ReadOnlySpan<float> mean,
        ReadOnlySpan<float> variance,
        long count,
        double momentum,
        bool unbiased,
        Span<float> runningMean,
        Span<float> runningVariance
    )
    {
        double correction = unbiased ? (double)count / (count - 1) : 1;
        for (int channel = 0; channel < runningMean.Length; channel++)
        {
            runningMean[channel] = (float)(
                (momentum * runningMean[channel]) + ((1 - momentum) * mean[channel])
            );
            runningVariance[channel] = (float)(
                (momentum * runningVariance[channel])
                + ((1 - momentum) * correction * variance[channel])
            );
        }
    }
}
