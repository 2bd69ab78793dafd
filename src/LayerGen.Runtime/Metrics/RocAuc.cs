namespace LayerGen.Metrics;

/// <summary>
/// The area under the curve of true against false positives: how probable it is that a random positive sample has a
/// higher score than a random negative one, where equal scores count one half.
/// </summary>
/// <remarks>Source: Hanley, McNeil, "The Meaning and Use of the Area under a ROC Curve", Radiology 143, 1982.</remarks>
public static class RocAuc
{
    /// <summary>The area for two classes.</summary>
    /// <param name="scores">One a sample; larger for a sample that is rather positive. Infinities are numbers like others.</param>
    /// <param name="isPositive">One a sample.</param>
    /// <returns>0 to 1, ½ for guessing; NaN if there is no positive or no negative sample: the area has no meaning then.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or a score is NaN.</exception>
    public static double Binary(ReadOnlySpan<float> scores, ReadOnlySpan<bool> isPositive)
    {
        if (scores.Length != isPositive.Length)
            throw new ArgumentException(
                $"There are {scores.Length} scores, but {isPositive.Length} answers; there must be one for each.",
                nameof(isPositive)
            );
        foreach (float score in scores)
            if (float.IsNaN(score))
                throw NotANumber.In(scores, nameof(scores));
        float[] sorted = scores.ToArray();
        bool[] answers = isPositive.ToArray();
        Array.Sort(sorted, answers);
        // Pairs of a positive and a negative sample that are in the right order, doubled so that ties are whole numbers.
        // As a product of two counts below 2³¹ it fits.
        long rightPairs = 0;
        long negatives = 0;
        long positives = 0;
        for (int i = 0; i < sorted.Length; )
        {
            (long tiedNegatives, long tiedPositives) = (0, 0);
            int next = i;
            for (; next < sorted.Length && sorted[next] == sorted[i]; next++)
            {
                if (answers[next])
                    tiedPositives++;
                else
                    tiedNegatives++;
            }
            rightPairs += tiedPositives * ((2 * negatives) + tiedNegatives);
            negatives += tiedNegatives;
            positives += tiedPositives;
            i = next;
        }
        return positives == 0 || negatives == 0
            ? double.NaN
            : rightPairs / (2.0 * positives * negatives);
    }

    /// <summary>The mean area over classes, each against all others and each with the same weight.</summary>
    /// <param name="probabilities">Classes of the first sample, then of the second, and so on: a matrix's columns.</param>
    /// <param name="labels">The class of each sample.</param>
    /// <param name="classes">How many classes there are; at least 1.</param>
    /// <returns>
    /// 0 to 1. Classes without samples, or with all of them, have no area and are left out; NaN if that leaves none.
    /// </returns>
    /// <exception cref="ArgumentException">The lengths differ, a label is no class, or a probability is NaN.</exception>
    public static double OneVersusRest(
        ReadOnlySpan<float> probabilities,
        ReadOnlySpan<int> labels,
        int classes
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(classes);
        if (probabilities.Length != (long)labels.Length * classes)
            throw new ArgumentException(
                $"{labels.Length} samples of {classes} classes need {(long)labels.Length * classes} probabilities, "
                    + $"found {probabilities.Length}.",
                nameof(probabilities)
            );
        int wrong = labels.IndexOfAnyExceptInRange(0, classes - 1);
        if (wrong >= 0)
            throw new ArgumentException(
                $"Label {wrong} is {labels[wrong]}, but there are {classes} classes: 0 to {classes - 1}.",
                nameof(labels)
            );
        float[] scores = new float[labels.Length];
        bool[] isPositive = new bool[labels.Length];
        double sum = 0;
        int counted = 0;
        for (int label = 0; label < classes; label++)
        {
            for (int sample = 0; sample < labels.Length; sample++)
            {
                scores[sample] = probabilities[(sample * classes) + label];
                isPositive[sample] = labels[sample] == label;
            }
            double area = Binary(scores, isPositive);
            if (double.IsNaN(area))
                continue;
            sum += area;
            counted++;
        }
        return counted == 0 ? double.NaN : sum / counted;
    }
}
