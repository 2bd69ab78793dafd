using LayerGen.Kernels;

namespace LayerGen.Losses;

/// <summary>Softmax with categorical cross-entropy against a distribution over the classes, for one sample.</summary>
/// <remarks>
/// With label smoothing <c>s</c> a target <c>t</c> becomes <c>q = (1 − s)·t + s / classes</c>, and with class weights
/// <c>w</c> each term of the sum counts <c>w</c> times: the loss is <c>−Σᵢ wᵢ·qᵢ·ln pᵢ</c>. Exponentials and sums are taken
/// in double precision and rounded once.
/// </remarks>
public static class SoftTargetCrossEntropy
{
    /// <summary><c>Σᵢ wᵢ·qᵢ·(log Σⱼ exp(zⱼ) − zᵢ)</c>.</summary>
    /// <param name="logits">One a class. Any NaN, or an infinite largest logit, gives NaN.</param>
    /// <param name="targets">The distribution, one a class.</param>
    /// <param name="labelSmoothing">s; at least 0 and less than 1.</param>
    /// <param name="classWeights">One a class, at least 0; none for 1 each.</param>
    /// <returns>Nats, at least 0; infinite where a class with a target has a logit of −∞.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Loss(
        ReadOnlySpan<float> logits,
        ReadOnlySpan<float> targets,
        double labelSmoothing,
        ReadOnlySpan<float> classWeights
    )
    {
        RequireLengths(logits, targets, classWeights);
        double logSum = LogSum(logits, out double largest);
        double loss = 0;
        for (int i = 0; i < logits.Length; i++)
        {
            double share = Share(targets, labelSmoothing, classWeights, i);
            // A class that is no target adds nothing, however small its logit; a NaN has reached the sum.
            loss += share == 0 ? 0 : share * (logSum + (largest - logits[i]));
        }
        return double.IsNaN(logSum) ? double.NaN : loss;
    }

    /// <summary><c>dLogits = (pᵢ·Σⱼ wⱼ·qⱼ − wᵢ·qᵢ) · scale</c>.</summary>
    /// <param name="logits">One a class. Any NaN, or an infinite largest logit, makes every number NaN.</param>
    /// <param name="targets">The distribution, one a class.</param>
    /// <param name="labelSmoothing">s; at least 0 and less than 1.</param>
    /// <param name="classWeights">One a class, at least 0; none for 1 each.</param>
    /// <param name="scale">The weight of this sample in the loss: <c>1 / batchSize</c> for a mean.</param>
    /// <param name="dLogits">At least as long as <paramref name="logits"/>, and may be the same memory.</param>
    /// <exception cref="ArgumentException">
    /// The lengths differ, or <paramref name="dLogits"/> is too short.
    /// </exception>
    public static void Gradient(
        ReadOnlySpan<float> logits,
        ReadOnlySpan<float> targets,
        double labelSmoothing,
        ReadOnlySpan<float> classWeights,
        float scale,
        Span<float> dLogits
    )
    {
        RequireLengths(logits, targets, classWeights);
        SpanLengths.RequireRoom(logits.Length, dLogits.Length);
        double logSum = LogSum(logits, out double largest);
        double all = 0;
        for (int i = 0; i < logits.Length; i++)
            all += Share(targets, labelSmoothing, classWeights, i);
        for (int i = 0; i < logits.Length; i++)
        {
            double probability = Math.Exp(logits[i] - largest - logSum);
            dLogits[i] = (float)(
                ((probability * all) - Share(targets, labelSmoothing, classWeights, i)) * scale
            );
        }
    }

    /// <summary>
    /// Whether the largest logit and the largest target are of one class; of equal ones the first counts. False if any is
    /// NaN.
    /// </summary>
    /// <param name="logits">One a class.</param>
    /// <param name="targets">The distribution, one a class.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static bool IsCorrect(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets)
    {
        SpanLengths.RequireSame("logits", logits.Length, "targets", targets.Length);
        int answered = SoftmaxCrossEntropy.IndexOfLargest(logits);
        return answered >= 0 && answered == SoftmaxCrossEntropy.IndexOfLargest(targets);
    }

    /// <summary><c>wᵢ·qᵢ</c>.</summary>
    private static double Share(
        ReadOnlySpan<float> targets,
        double labelSmoothing,
        ReadOnlySpan<float> classWeights,
        int i
    )
    {
        double share = ((1 - labelSmoothing) * targets[i]) + (labelSmoothing / targets.Length);
        return classWeights.IsEmpty ? share : classWeights[i] * share;
    }

    /// <summary>The logarithm of the sum of all exponentials, less the largest logit; NaN if a logit is.</summary>
    private static double LogSum(ReadOnlySpan<float> logits, out double largest)
    {
        int first = SoftmaxCrossEntropy.IndexOfLargest(logits);
        largest = first < 0 ? double.NaN : logits[first];
        // Without the largest term, which is 1, the sum keeps terms far below the precision of 1.
        double others = 0;
        for (int i = 0; i < logits.Length; i++)
            others += i == first ? 0 : Math.Exp(logits[i] - largest);
        return double.IsInfinity(largest) ? double.NaN : Log1p.Of(others);
    }

    private static void RequireLengths(
        ReadOnlySpan<float> logits,
        ReadOnlySpan<float> targets,
        ReadOnlySpan<float> classWeights
    )
    {
        SpanLengths.RequireSame("logits", logits.Length, "targets", targets.Length);
        if (!classWeights.IsEmpty)
            SpanLengths.RequireSame("logits", logits.Length, "classWeights", classWeights.Length);
    }
}
