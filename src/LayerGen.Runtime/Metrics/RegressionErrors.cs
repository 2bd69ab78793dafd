namespace LayerGen.Metrics;

/// <summary>How far numbers are from what they should be. Adding a sample allocates nothing.</summary>
public sealed class RegressionErrors
{
    private readonly double[] _means;
    private readonly double[] _deviations;
    private readonly double[] _squares;
    private double _absolute;

    /// <summary>Starts without samples.</summary>
    /// <param name="outputs">Numbers of one sample; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="outputs"/> is less than 1.</exception>
    public RegressionErrors(int outputs = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(outputs);
        (_means, _deviations) = (new double[outputs], new double[outputs]);
        _squares = new double[outputs];
    }

    /// <summary>Numbers of one sample.</summary>
    public int Outputs => _means.Length;

    /// <summary>Samples counted.</summary>
    public long Samples { get; private set; }

    /// <summary>The mean over samples and outputs of <c>(y − t)²</c>; 0 without samples.</summary>
    public double MeanSquaredError => Samples == 0 ? 0 : _squares.Sum() / (Samples * Outputs);

    /// <summary>The mean over samples and outputs of <c>|y − t|</c>; 0 without samples.</summary>
    public double MeanAbsoluteError => Samples == 0 ? 0 : _absolute / (Samples * Outputs);

    /// <summary>
    /// The mean over outputs of <c>R² = 1 − Σ(y − t)² / Σ(t − t̄)²</c>: 1 for a perfect fit, 0 for one as good as the mean.
    /// </summary>
    /// <remarks>
    /// An output whose targets are all the same has 1 if it is met exactly, and otherwise 0. NaN below two samples.
    /// </remarks>
    public double RSquared
    {
        get
        {
            if (Samples < 2)
                return double.NaN;
            double sum = 0;
            for (int i = 0; i < Outputs; i++)
                sum +=
                    _deviations[i] > 0 ? 1 - (_squares[i] / _deviations[i])
                    : _squares[i] == 0 ? 1
                    : 0;
            return sum / Outputs;
        }
    }

    /// <summary>Counts one sample.</summary>
    /// <param name="outputs">What was answered, one number an output.</param>
    /// <param name="targets">What should have been answered.</param>
    /// <exception cref="ArgumentException">
    /// There is not one number and one target for each output, or one is NaN; then nothing is counted.
    /// </exception>
    public void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets)
    {
        Check(outputs, nameof(outputs));
        Check(targets, nameof(targets));
        Samples++;
        for (int i = 0; i < outputs.Length; i++)
        {
            double error = (double)outputs[i] - targets[i];
            _squares[i] += error * error;
            _absolute += Math.Abs(error);
            // Welford's recurrence: sums of squares would lose a small spread around a large mean.
            double before = targets[i] - _means[i];
            _means[i] += before / Samples;
            _deviations[i] += before * (targets[i] - _means[i]);
        }
    }

    private void Check(ReadOnlySpan<float> values, string name)
    {
        if (values.Length != Outputs)
            throw new ArgumentException(
                $"There are {values.Length} {name}, but {Outputs} outputs; there must be one for each.",
                name
            );
        foreach (float value in values)
            if (float.IsNaN(value))
                throw NotANumber.In(values, name);
    }
}
