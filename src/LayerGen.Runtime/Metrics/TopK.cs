namespace LayerGen.Metrics;

/// <summary>Whether a class is among the most probable ones.</summary>
public static class TopK
{
    /// <summary>
    /// How many classes come before a class when they are sorted by probability; of equal ones the first class comes
    /// first, so that rank 0 is what <see cref="ConfusionMatrix"/> takes for the answer.
    /// </summary>
    /// <param name="probabilities">One a class.</param>
    /// <param name="label">0 to the number of classes, exclusive.</param>
    /// <returns>0 to the number of classes, exclusive.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="label"/> is no class.</exception>
    /// <exception cref="ArgumentException">A probability is NaN.</exception>
    public static int Rank(ReadOnlySpan<float> probabilities, int label)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(label);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(label, probabilities.Length);
        int before = 0;
        for (int other = 0; other < probabilities.Length; other++)
        {
            if (float.IsNaN(probabilities[other]))
                throw NotANumber.In(probabilities, nameof(probabilities));
            bool isBefore =
                probabilities[other] > probabilities[label]
                || (probabilities[other] == probabilities[label] && other < label);
            before += isBefore ? 1 : 0;
        }
        return before;
    }
}
