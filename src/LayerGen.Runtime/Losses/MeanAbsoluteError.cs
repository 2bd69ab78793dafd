using LayerGen.Kernels;

namespace LayerGen.Losses;

/// <summary>The mean of absolute errors over the outputs of one sample.</summary>
/// <remarks>Errors and sums are taken in double precision; gradients are rounded once.</remarks>
public static class MeanAbsoluteError
{
    /// <summary><c>Σ |y − t| / outputs</c>.</summary>
    /// <param name="outputs">What was answered; NaN gives NaN.</param>
    /// <param name="targets">What should have been answered, one an output.</param>
    /// <returns>At least 0; 0 if there are no outputs.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Loss(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets)
    {
        SpanLengths.RequireSame("outputs", outputs.Length, "targets", targets.Length);
        double sum = 0;
        for (int i = 0; i < outputs.Length; i++)
            sum += Math.Abs((double)outputs[i] - targets[i]);
        return outputs.Length == 0 ? 0 : sum / outputs.Length;
    }

    /// <summary><c>dOutputs = sign(y − t) · scale / outputs</c>, 0 where both are equal.</summary>
    /// <param name="outputs">What was answered; NaN gives NaN.</param>
    /// <param name="targets">What should have been answered, one an output.</param>
    /// <param name="scale">The weight of this sample in the loss: <c>1 / batchSize</c> for a mean.</param>
    /// <param name="dOutputs">At least as long as <paramref name="outputs"/>, and may be the same memory.</param>
    /// <exception cref="ArgumentException">
    /// The lengths differ, or <paramref name="dOutputs"/> is too short.
    /// </exception>
    public static void Gradient(
        ReadOnlySpan<float> outputs,
        ReadOnlySpan<float> targets,
        float scale,
        Span<float> dOutputs
    )
    {
        SpanLengths.RequireSame("outputs", outputs.Length, "targets", targets.Length);
        SpanLengths.RequireRoom(outputs.Length, dOutputs.Length);
        float step = (float)((double)scale / outputs.Length);
        for (int i = 0; i < outputs.Length; i++)
        {
            double error = (double)outputs[i] - targets[i];
            dOutputs[i] =
                error > 0 ? step
                : error < 0 ? -step
                : (float)error; // 0, or NaN.
        }
    }
}
