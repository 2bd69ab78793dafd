namespace LayerGen.Metrics;

/// <summary>
/// Counts right and wrong answers for each output of a network with sigmoid outputs; all its figures follow from the
/// counts.
/// </summary>
/// <remarks>
/// <para>An output answers yes where its probability is above one half, and a target is yes above one half.</para>
/// <para>
/// A ratio with nothing in its divisor is 0, as in <see cref="ConfusionMatrix"/>. Adding a sample allocates nothing.
/// </para>
/// </remarks>
public sealed class MultiLabelCounts
{
    private readonly Counts[] _counts;

    /// <summary>Starts with counts of zero.</summary>
    /// <param name="outputs">At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="outputs"/> is less than 1.</exception>
    public MultiLabelCounts(int outputs)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(outputs);
        _counts = new Counts[outputs];
    }

    /// <summary>How many outputs there are.</summary>
    public int Outputs => _counts.Length;

    /// <summary>Samples counted.</summary>
    public long Samples { get; private set; }

    /// <summary>The fraction of answers, over all samples and outputs, that were right.</summary>
    public double Accuracy
    {
        get
        {
            long right = 0;
            foreach (Counts counts in _counts)
                right += counts.TruePositives + counts.TrueNegatives;
            return Ratio.Of(right, Samples * Outputs);
        }
    }

    /// <summary>The mean of <see cref="Precision"/> over all outputs, each with the same weight.</summary>
    public double MacroPrecision => Enumerable.Range(0, Outputs).Average(Precision);

    /// <summary>The mean of <see cref="Recall"/> over all outputs, each with the same weight.</summary>
    public double MacroRecall => Enumerable.Range(0, Outputs).Average(Recall);

    /// <summary>The mean of <see cref="F1"/> over all outputs, each with the same weight.</summary>
    public double MacroF1 => Enumerable.Range(0, Outputs).Average(F1);

    /// <summary>Counts one sample.</summary>
    /// <param name="probabilities">One an output.</param>
    /// <param name="targets">0 or 1 for each output.</param>
    /// <exception cref="ArgumentException">
    /// There is not one probability and one target for each output, or one is NaN: then nothing is counted.
    /// </exception>
    public void Add(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets)
    {
        Check(probabilities, nameof(probabilities));
        Check(targets, nameof(targets));
        for (int output = 0; output < _counts.Length; output++)
            _counts[output].Add(probabilities[output] > 0.5f, targets[output] > 0.5f);
        Samples++;
    }

    /// <summary>The fraction of an output's yes that was right: <c>TP / (TP + FP)</c>.</summary>
    /// <param name="output">0 to <see cref="Outputs"/>, exclusive.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output.</exception>
    public double Precision(int output)
    {
        Counts counts = Of(output);
        return Ratio.Of(counts.TruePositives, counts.TruePositives + counts.FalsePositives);
    }

    /// <summary>The fraction of an output's targets of yes that it found: <c>TP / (TP + FN)</c>.</summary>
    /// <param name="output">0 to <see cref="Outputs"/>, exclusive.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output.</exception>
    public double Recall(int output) => Ratio.Of(Of(output).TruePositives, Support(output));

    /// <summary><c>2 · precision · recall / (precision + recall)</c> of an output.</summary>
    /// <param name="output">0 to <see cref="Outputs"/>, exclusive.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output.</exception>
    public double F1(int output) => Ratio.F1(Precision(output), Recall(output));

    /// <summary>Samples whose target for an output was yes.</summary>
    /// <param name="output">0 to <see cref="Outputs"/>, exclusive.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output.</exception>
    public long Support(int output) => Of(output).TruePositives + Of(output).FalseNegatives;

    private Counts Of(int output) =>
        (uint)output < (uint)_counts.Length
            ? _counts[output]
            : throw new ArgumentOutOfRangeException(
                nameof(output),
                output,
                $"An output must be 0 to {Outputs - 1}, because there are {Outputs} outputs."
            );

    private void Check(ReadOnlySpan<float> values, string name)
    {
        if (values.Length != Outputs)
            throw new ArgumentException(
                $"There are {values.Length} {name}, but {Outputs} outputs; there must be one for each.",
                name
            );
        foreach (float value in values)
        {
            if (float.IsNaN(value))
                throw NotANumber.In(values, name);
        }
    }

    private record struct Counts(
        long TruePositives,
        long FalsePositives,
        long TrueNegatives,
        long FalseNegatives
    )
    {
        public void Add(bool predicted, bool target)
        {
            if (predicted && target)
                TruePositives++;
            else if (predicted)
                FalsePositives++;
            else if (target)
                FalseNegatives++;
            else
                TrueNegatives++;
        }
    }
}
