using System.Collections.Immutable;
using LayerGen.Losses;

namespace LayerGen.Metrics;

/// <summary>
/// Whether a network is right as often as it says: samples by the probability of their answer, in bins of equal width.
/// </summary>
/// <remarks>
/// <para>Bin i of n takes probabilities above i / n and up to (i + 1) / n; 0 goes to the first. Adding allocates nothing.</para>
/// <para>Source: Guo, Pleiss, Sun, Weinberger, "On Calibration of Modern Neural Networks", ICML 2017, section 2.</para>
/// </remarks>
public sealed class Calibration
{
    private readonly long[] _samples;
    private readonly long[] _right;
    private readonly double[] _confidence;

    /// <summary>Starts with empty bins.</summary>
    /// <param name="bins">At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bins"/> is less than 1.</exception>
    public Calibration(int bins = 15)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bins);
        (_samples, _right, _confidence) = (new long[bins], new long[bins], new double[bins]);
    }

    /// <summary>Samples counted.</summary>
    public long Samples => _samples.Sum();

    /// <summary>The bins, from improbable to certain answers.</summary>
    public ImmutableArray<CalibrationBin> Bins =>
        [
            .. Enumerable
                .Range(0, _samples.Length)
                .Select(bin => new CalibrationBin(
                    (double)bin / _samples.Length,
                    (bin + 1.0) / _samples.Length,
                    _samples[bin],
                    _samples[bin] == 0 ? 0 : _confidence[bin] / _samples[bin],
                    Ratio.Of(_right[bin], _samples[bin])
                )),
        ];

    /// <summary>
    /// The mean over samples of |accuracy − confidence| of their bins, 0 to 1; 0 without samples.
    /// </summary>
    public double ExpectedError =>
        Samples == 0
            ? 0
            : Bins.Sum(bin => bin.Samples * Math.Abs(bin.Accuracy - bin.Confidence)) / Samples;

    /// <summary>Counts one sample; the largest probability is the answer, the first one of equals.</summary>
    /// <param name="probabilities">One a class, 0 to 1.</param>
    /// <param name="label">The true class.</param>
    /// <exception cref="ArgumentException">There is no probability, or one is NaN; then nothing is counted.</exception>
    public void Add(ReadOnlySpan<float> probabilities, int label)
    {
        int answer = SoftmaxCrossEntropy.IndexOfLargest(probabilities);
        if (answer < 0)
            throw probabilities.IsEmpty
                ? new ArgumentException("There are no probabilities.", nameof(probabilities))
                : NotANumber.In(probabilities, nameof(probabilities));
        double confidence = probabilities[answer];
        int bins = _samples.Length;
        int bin = Math.Clamp((int)Math.Ceiling(confidence * bins) - 1, 0, bins - 1);
        _samples[bin]++;
        _confidence[bin] += confidence;
        _right[bin] += answer == label ? 1 : 0;
    }
}

/// <summary>The samples whose answers are about as probable.</summary>
/// <param name="From">Probabilities above this one.</param>
/// <param name="To">Up to this one.</param>
/// <param name="Samples">How many samples.</param>
/// <param name="Confidence">The mean probability of their answers; 0 if there are none.</param>
/// <param name="Accuracy">The fraction of them answered right; 0 if there are none.</param>
public sealed record CalibrationBin(
    double From,
    double To,
    long Samples,
    double Confidence,
    double Accuracy
);
