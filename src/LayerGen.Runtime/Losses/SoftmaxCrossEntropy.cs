using LayerGen.Kernels;

namespace LayerGen.Losses;

/// <summary>Softmax with categorical cross-entropy against one class label, for one sample.</summary>
/// <remarks>
/// Exponentials and sums are taken in double precision: rounded to single precision afterwards, the results do not
/// depend on the last bits of a platform's <c>exp</c> except with odds of about one in 10⁸.
/// </remarks>
public static class SoftmaxCrossEntropy
{
    /// <summary><c>pᵢ = exp(zᵢ) / Σⱼ exp(zⱼ)</c>, with the largest logit subtracted first so that nothing overflows.</summary>
    /// <param name="logits">One a class. Any NaN, or an infinite largest logit, makes every probability NaN.</param>
    /// <param name="probabilities">
    /// At least as long as <paramref name="logits"/>, and may be the same memory. 0 to 1, sum 1.
    /// </param>
    /// <exception cref="ArgumentException"><paramref name="probabilities"/> is too short.</exception>
    public static void Probabilities(ReadOnlySpan<float> logits, Span<float> probabilities)
    {
        SpanLengths.RequireRoom(logits.Length, probabilities.Length);
        double largest = Largest(logits);
        double sum = 0;
        for (int i = 0; i < logits.Length; i++)
        {
            double exponential = Math.Exp(logits[i] - largest);
            probabilities[i] = (float)exponential;
            sum += exponential;
        }
        double scale = 1 / sum;
        for (int i = 0; i < logits.Length; i++)
            probabilities[i] = (float)(probabilities[i] * scale);
    }

    /// <summary><c>log Σⱼ exp(zⱼ) − z_label</c>: the negative logarithm of the label's probability.</summary>
    /// <param name="logits">One a class. Any NaN, or an infinite largest logit, gives NaN.</param>
    /// <param name="label">0 to the number of classes, exclusive.</param>
    /// <returns>Nats, at least 0; infinite where the label's logit is −∞.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="label"/> is not a class.</exception>
    public static double Loss(ReadOnlySpan<float> logits, int label)
    {
        RequireClass(label, logits.Length);
        int first = IndexOfLargest(logits);
        double largest = Largest(logits);
        // Without the largest term, which is 1, the sum keeps terms far below the precision of 1.
        double others = 0;
        for (int i = 0; i < logits.Length; i++)
            others += i == first ? 0 : Math.Exp(logits[i] - largest);
        return Log1p.Of(others) + (largest - logits[label]);
    }

    /// <summary>
    /// <c>−Σᵢ qᵢ·ln pᵢ</c> with <c>q = (1 − s)·onehot(label) + s / classes</c>: label smoothing by <c>s</c>.
    /// </summary>
    /// <remarks>
    /// Source: Szegedy and others, "Rethinking the Inception Architecture for Computer Vision", CVPR 2016, section 7.
    /// </remarks>
    /// <param name="logits">One a class. Any NaN, or an infinite largest logit, gives NaN.</param>
    /// <param name="label">0 to the number of classes, exclusive.</param>
    /// <param name="labelSmoothing">s; at least 0 and less than 1.</param>
    /// <returns>Nats, at least 0; infinite or NaN where a logit is −∞.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="label"/> is not a class.</exception>
    public static double Loss(ReadOnlySpan<float> logits, int label, double labelSmoothing)
    {
        double ofLabel = Loss(logits, label);
        if (labelSmoothing == 0)
            return ofLabel;
        // The mean of −ln pᵢ over all classes is that of the label plus how far its logit is above the mean logit.
        double above = 0;
        for (int i = 0; i < logits.Length; i++)
            above += (double)logits[label] - logits[i];
        return ofLabel + (labelSmoothing * above / logits.Length);
    }

    /// <summary><c>dLogits = (p − onehot(label)) · scale</c>.</summary>
    /// <param name="probabilities">What <see cref="Probabilities"/> gave.</param>
    /// <param name="label">0 to the number of classes, exclusive.</param>
    /// <param name="scale">The weight of this sample in the loss: <c>1 / batchSize</c> for a mean.</param>
    /// <param name="dLogits">
    /// At least as long as <paramref name="probabilities"/>, and may be the same memory.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="label"/> is not a class.</exception>
    /// <exception cref="ArgumentException"><paramref name="dLogits"/> is too short.</exception>
    public static void Gradient(
        ReadOnlySpan<float> probabilities,
        int label,
        float scale,
        Span<float> dLogits
    )
    {
        RequireClass(label, probabilities.Length);
        SpanLengths.RequireRoom(probabilities.Length, dLogits.Length);
        for (int i = 0; i < probabilities.Length; i++)
            dLogits[i] = (probabilities[i] - (i == label ? 1 : 0)) * scale;
    }

    /// <summary>
    /// <c>dLogits = (p − q) · scale</c> with <c>q = (1 − s)·onehot(label) + s / classes</c>: label smoothing by <c>s</c>.
    /// </summary>
    /// <param name="probabilities">What <see cref="Probabilities"/> gave.</param>
    /// <param name="label">0 to the number of classes, exclusive.</param>
    /// <param name="labelSmoothing">s; at least 0 and less than 1.</param>
    /// <param name="scale">The weight of this sample in the loss: <c>1 / batchSize</c> for a mean.</param>
    /// <param name="dLogits">
    /// At least as long as <paramref name="probabilities"/>, and may be the same memory.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="label"/> is not a class.</exception>
    /// <exception cref="ArgumentException"><paramref name="dLogits"/> is too short.</exception>
    public static void Gradient(
        ReadOnlySpan<float> probabilities,
        int label,
        double labelSmoothing,
        float scale,
        Span<float> dLogits
    )
    {
        RequireClass(label, probabilities.Length);
        SpanLengths.RequireRoom(probabilities.Length, dLogits.Length);
        double all = labelSmoothing / probabilities.Length;
        for (int i = 0; i < probabilities.Length; i++)
        {
            double target = all + (i == label ? 1 - labelSmoothing : 0);
            dLogits[i] = (float)((probabilities[i] - target) * scale);
        }
    }

    /// <summary>Whether the label's logit is the largest; of equal ones the first counts. False if any is NaN.</summary>
    /// <param name="logits">One a class.</param>
    /// <param name="label">0 to the number of classes, exclusive.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="label"/> is not a class.</exception>
    public static bool IsCorrect(ReadOnlySpan<float> logits, int label)
    {
        RequireClass(label, logits.Length);
        return IndexOfLargest(logits) == label;
    }

    /// <summary>The position of the first largest value, or −1 if there is none or any value is NaN.</summary>
    internal static int IndexOfLargest(ReadOnlySpan<float> values)
    {
        int largest = -1;
        for (int i = 0; i < values.Length; i++)
        {
            if (float.IsNaN(values[i]))
                return -1;
            if (largest < 0 || values[i] > values[largest])
                largest = i;
        }
        return largest;
    }

    private static double Largest(ReadOnlySpan<float> logits)
    {
        float largest = float.NegativeInfinity;
        foreach (float logit in logits)
            largest = MathF.Max(largest, logit); // NaN wins.
        return largest;
    }

    private static void RequireClass(int label, int classes)
    {
        if ((uint)label >= (uint)classes)
            throw new ArgumentOutOfRangeException(
                nameof(label),
                label,
                $"A label must be 0 to {classes - 1}, because there are {classes} classes."
            );
    }
}
