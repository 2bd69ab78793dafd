using LayerGen.Kernels;

namespace LayerGen.Losses;

/// <summary>Sigmoid with binary cross-entropy for each output (the multi-label form), for one sample.</summary>
/// <remarks>Exponentials and sums are taken in double precision and rounded once.</remarks>
public static class SigmoidCrossEntropy
{
    /// <summary><c>p = 1 / (1 + exp(−z))</c>, in a form that does not overflow.</summary>
    /// <param name="logits">One an output; NaN gives NaN.</param>
    /// <param name="probabilities">
    /// At least as long as <paramref name="logits"/>, and may be the same memory. 0 to 1.
    /// </param>
    /// <exception cref="ArgumentException"><paramref name="probabilities"/> is too short.</exception>
    public static void Probabilities(ReadOnlySpan<float> logits, Span<float> probabilities)
    {
        SpanLengths.RequireRoom(logits.Length, probabilities.Length);
        for (int i = 0; i < logits.Length; i++)
        {
            double z = logits[i];
            double exponential = Math.Exp(-Math.Abs(z));
            probabilities[i] = (float)((z >= 0 ? 1 : exponential) / (1 + exponential));
        }
    }

    /// <summary>The mean over outputs of <c>max(z, 0) − z·t + log(1 + exp(−|z|))</c>.</summary>
    /// <param name="logits">One an output; NaN gives NaN.</param>
    /// <param name="targets">0 or 1 for each output; numbers between are taken as probabilities.</param>
    /// <returns>Nats, at least 0; 0 if there are no outputs.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Loss(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets)
    {
        SpanLengths.RequireSame("logits", logits.Length, "targets", targets.Length);
        double sum = 0;
        for (int i = 0; i < logits.Length; i++)
        {
            double z = logits[i];
            sum += Math.Max(z, 0) - (z * targets[i]) + Log1p.Of(Math.Exp(-Math.Abs(z)));
        }
        return logits.Length == 0 ? 0 : sum / logits.Length;
    }

    /// <summary>
    /// The mean over outputs of <c>w·t·log(1 + exp(−z)) + (1 − t)·log(1 + exp(z))</c>: each target of 1 counts <c>w</c>
    /// times.
    /// </summary>
    /// <param name="logits">One an output; NaN gives NaN.</param>
    /// <param name="targets">0 or 1 for each output; numbers between are taken as probabilities.</param>
    /// <param name="weights">One an output, at least 0; none for 1 each.</param>
    /// <returns>Nats, at least 0; 0 if there are no outputs.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Loss(
        ReadOnlySpan<float> logits,
        ReadOnlySpan<float> targets,
        ReadOnlySpan<float> weights
    )
    {
        if (weights.IsEmpty)
            return Loss(logits, targets);
        SpanLengths.RequireSame("logits", logits.Length, "targets", targets.Length);
        SpanLengths.RequireSame("logits", logits.Length, "weights", weights.Length);
        double sum = 0;
        for (int i = 0; i < logits.Length; i++)
        {
            double z = logits[i];
            double t = targets[i];
            double tail = Log1p.Of(Math.Exp(-Math.Abs(z)));
            sum +=
                (weights[i] * t * (Math.Max(-z, 0) + tail)) + ((1 - t) * (Math.Max(z, 0) + tail));
        }
        return sum / logits.Length;
    }

    /// <summary><c>dLogits = (p − t) · scale / outputs</c>.</summary>
    /// <param name="probabilities">What <see cref="Probabilities"/> gave.</param>
    /// <param name="targets">0 or 1 for each output.</param>
    /// <param name="scale">The weight of this sample in the loss: <c>1 / batchSize</c> for a mean.</param>
    /// <param name="dLogits">
    /// At least as long as <paramref name="probabilities"/>, and may be the same memory.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The lengths differ, or <paramref name="dLogits"/> is too short.
    /// </exception>
    public static void Gradient(
        ReadOnlySpan<float> probabilities,
        ReadOnlySpan<float> targets,
        float scale,
        Span<float> dLogits
    )
    {
        SpanLengths.RequireSame("probabilities", probabilities.Length, "targets", targets.Length);
        SpanLengths.RequireRoom(probabilities.Length, dLogits.Length);
        float factor = scale / probabilities.Length;
        for (int i = 0; i < probabilities.Length; i++)
            dLogits[i] = (probabilities[i] - targets[i]) * factor;
    }

    /// <summary><c>dLogits = (p · (1 − t + w·t) − w·t) · scale / outputs</c>: each target of 1 counts <c>w</c> times.</summary>
    /// <param name="probabilities">What <see cref="Probabilities"/> gave.</param>
    /// <param name="targets">0 or 1 for each output.</param>
    /// <param name="weights">One an output, at least 0; none for 1 each.</param>
    /// <param name="scale">The weight of this sample in the loss: <c>1 / batchSize</c> for a mean.</param>
    /// <param name="dLogits">
    /// At least as long as <paramref name="probabilities"/>, and may be the same memory.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The lengths differ, or <paramref name="dLogits"/> is too short.
    /// </exception>
    public static void Gradient(
        ReadOnlySpan<float> probabilities,
        ReadOnlySpan<float> targets,
        ReadOnlySpan<float> weights,
        float scale,
        Span<float> dLogits
    )
    {
        if (weights.IsEmpty)
        {
            Gradient(probabilities, targets, scale, dLogits);
            return;
        }
        SpanLengths.RequireSame("probabilities", probabilities.Length, "targets", targets.Length);
        SpanLengths.RequireSame("probabilities", probabilities.Length, "weights", weights.Length);
        SpanLengths.RequireRoom(probabilities.Length, dLogits.Length);
        float factor = scale / probabilities.Length;
        for (int i = 0; i < probabilities.Length; i++)
        {
            float positive = weights[i] * targets[i];
            dLogits[i] = ((probabilities[i] * (1 - targets[i] + positive)) - positive) * factor;
        }
    }

    /// <summary>
    /// How many outputs are on their target's side: <c>(z &gt; 0) == (t &gt; 0.5)</c>. NaN is on neither side.
    /// </summary>
    /// <param name="logits">One an output.</param>
    /// <param name="targets">0 or 1 for each output.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static int CountCorrect(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets)
    {
        SpanLengths.RequireSame("logits", logits.Length, "targets", targets.Length);
        int correct = 0;
        for (int i = 0; i < logits.Length; i++)
        {
            bool isNumber = !float.IsNaN(logits[i]) && !float.IsNaN(targets[i]);
            correct += isNumber && (logits[i] > 0) == (targets[i] > 0.5f) ? 1 : 0;
        }
        return correct;
    }
}
