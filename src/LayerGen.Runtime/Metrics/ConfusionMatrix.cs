using LayerGen.Losses;

namespace LayerGen.Metrics;

/// <summary>Counts how often samples of each class were taken for each class; all its figures follow from the counts.</summary>
/// <remarks>
/// A ratio with nothing in its divisor is 0: the precision of a class never predicted, the recall of a class without
/// samples, the accuracy of no samples. This is what scikit-learn gives with <c>zero_division=0</c>. Adding a sample
/// allocates nothing.
/// </remarks>
public sealed class ConfusionMatrix
{
    private readonly long[] _counts;

    /// <summary>Starts with counts of zero.</summary>
    /// <param name="classes">At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="classes"/> is less than 1.</exception>
    public ConfusionMatrix(int classes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(classes);
        Classes = classes;
        _counts = new long[checked(classes * classes)];
    }

    /// <summary>How many classes there are.</summary>
    public int Classes { get; }

    /// <summary>Samples counted.</summary>
    public long Samples { get; private set; }

    /// <summary>Samples of class <paramref name="label"/> that were taken for class <paramref name="predicted"/>.</summary>
    /// <param name="label">The true class, 0 to <see cref="Classes"/>, exclusive.</param>
    /// <param name="predicted">The class answered, 0 to <see cref="Classes"/>, exclusive.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public long this[int label, int predicted] =>
        _counts[(Known(label) * Classes) + Known(predicted)];

    /// <summary>The fraction of samples answered right.</summary>
    public double Accuracy
    {
        get
        {
            long right = 0;
            for (int label = 0; label < Classes; label++)
                right += this[label, label];
            return Ratio.Of(right, Samples);
        }
    }

    /// <summary>The mean of <see cref="Precision"/> over all classes, each with the same weight.</summary>
    public double MacroPrecision => Enumerable.Range(0, Classes).Average(Precision);

    /// <summary>The mean of <see cref="Recall"/> over all classes, each with the same weight.</summary>
    public double MacroRecall => Enumerable.Range(0, Classes).Average(Recall);

    /// <summary>The mean of <see cref="F1"/> over all classes, each with the same weight.</summary>
    public double MacroF1 => Enumerable.Range(0, Classes).Average(F1);

    /// <summary>The mean of <see cref="Precision"/> over all classes, each weighted by its samples.</summary>
    public double WeightedPrecision => Weighted(Precision);

    /// <summary>
    /// The mean of <see cref="Recall"/> over all classes, each weighted by its samples: always <see cref="Accuracy"/>.
    /// </summary>
    public double WeightedRecall => Weighted(Recall);

    /// <summary>The mean of <see cref="F1"/> over all classes, each weighted by its samples.</summary>
    public double WeightedF1 => Weighted(F1);

    /// <summary>Counts one sample; the largest probability is the answer, the first one of equals.</summary>
    /// <param name="probabilities">One a class.</param>
    /// <param name="label">The true class.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="label"/> is not a class.</exception>
    /// <exception cref="ArgumentException">
    /// There is not one probability for each class, or one is NaN: no class was answered, so none is counted.
    /// </exception>
    public void Add(ReadOnlySpan<float> probabilities, int label)
    {
        if (probabilities.Length != Classes)
            throw new ArgumentException(
                $"There are {probabilities.Length} probabilities, but {Classes} classes; there must be one for each.",
                nameof(probabilities)
            );
        int predicted = SoftmaxCrossEntropy.IndexOfLargest(probabilities);
        if (predicted < 0)
            throw NotANumber.In(probabilities, nameof(probabilities));
        _counts[(Known(label) * Classes) + predicted]++;
        Samples++;
    }

    /// <summary>The fraction of the samples taken for a class that were of it: <c>TP / (TP + FP)</c>.</summary>
    /// <param name="label">0 to <see cref="Classes"/>, exclusive.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public double Precision(int label)
    {
        long predicted = 0;
        for (int other = 0; other < Classes; other++)
            predicted += this[other, label];
        return Ratio.Of(this[label, label], predicted);
    }

    /// <summary>The fraction of the samples of a class that were taken for it: <c>TP / (TP + FN)</c>.</summary>
    /// <param name="label">0 to <see cref="Classes"/>, exclusive.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public double Recall(int label) => Ratio.Of(this[label, label], Support(label));

    /// <summary><c>2 · precision · recall / (precision + recall)</c> of a class.</summary>
    /// <param name="label">0 to <see cref="Classes"/>, exclusive.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public double F1(int label) => Ratio.F1(Precision(label), Recall(label));

    /// <summary>Samples of a class.</summary>
    /// <param name="label">0 to <see cref="Classes"/>, exclusive.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public long Support(int label)
    {
        long samples = 0;
        for (int predicted = 0; predicted < Classes; predicted++)
            samples += this[label, predicted];
        return samples;
    }

    private double Weighted(Func<int, double> figure) =>
        Samples == 0
            ? 0
            : Enumerable.Range(0, Classes).Sum(label => figure(label) * Support(label)) / Samples;

    private int Known(int label) =>
        (uint)label < (uint)Classes
            ? label
            : throw new ArgumentOutOfRangeException(
                nameof(label),
                label,
                $"A class must be 0 to {Classes - 1}, because there are {Classes} classes."
            );
}
