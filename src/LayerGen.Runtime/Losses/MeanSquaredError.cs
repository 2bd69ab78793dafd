using LayerGen.Kernels;

namespace LayerGen.Losses;

/// <summary>The mean of squared errors over the outputs of one sample.</summary>
/// <remarks>Errors and sums are taken in double precision; gradients are rounded once.</remarks>
public static class MeanSquaredError
{
    /// <summary><c>Σ (y − t)² / outputs</c>.</summary>
    /// <param name="outputs">What was answered; NaN gives NaN.</param>
    /// <param name="targets">What should have been answered, one an output.</param>
    /// <returns>At least 0; 0 if there are no outputs.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Loss(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets)
    {
        SpanLengths.RequireSame("outputs", outputs.Length, "targets", targets.Length);
        double sum = 0;
        for (int i = 0; i < outputs.Length; i++)
        {
            double error = (double)outputs[i] - targets[i];
            sum += error * error;
        }
        return outputs.Length == 0 ? 0 : sum / outputs.Length;
    }

    /// <summary><c>dOutputs = 2 · (y − t) · scale / outputs</c>.</summary>
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
        double factor = 2.0 * scale / outputs.Length;
        for (int i = 0; i < outputs.Length; i++)
            dOutputs[i] = (float)(((double)outputs[i] - targets[i]) * factor);
    }
}
