using LayerGen.Kernels;

namespace LayerGen.Losses;

/// <summary>
/// The mean over the outputs of one sample of a loss that is a parabola for small errors and a line for large ones.
/// </summary>
/// <remarks>
/// Errors and sums are taken in double precision; gradients are rounded once. Source: Huber, "Robust Estimation of a
/// Location Parameter", Annals of Mathematical Statistics 35(1), 1964.
/// </remarks>
public static class Huber
{
    /// <summary>
    /// <c>Σ h(y − t) / outputs</c> with <c>h(e) = ½e²</c> where <c>|e| ≤ δ</c>, and <c>δ·(|e| − ½δ)</c> beyond.
    /// </summary>
    /// <param name="outputs">What was answered; NaN gives NaN.</param>
    /// <param name="targets">What should have been answered, one an output.</param>
    /// <param name="delta">δ; above 0.</param>
    /// <returns>At least 0; 0 if there are no outputs.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="delta"/> is not above 0.</exception>
    public static double Loss(
        ReadOnlySpan<float> outputs,
        ReadOnlySpan<float> targets,
        double delta
    )
    {
        SpanLengths.RequireSame("outputs", outputs.Length, "targets", targets.Length);
        RequirePositive(delta);
        double sum = 0;
        for (int i = 0; i < outputs.Length; i++)
        {
            double error = Math.Abs((double)outputs[i] - targets[i]);
            sum += error <= delta ? 0.5 * error * error : delta * (error - (0.5 * delta));
        }
        return outputs.Length == 0 ? 0 : sum / outputs.Length;
    }

    /// <summary><c>dOutputs = min(max(y − t, −δ), δ) · scale / outputs</c>.</summary>
    /// <param name="outputs">What was answered; NaN gives NaN.</param>
    /// <param name="targets">What should have been answered, one an output.</param>
    /// <param name="delta">δ; above 0.</param>
    /// <param name="scale">The weight of this sample in the loss: <c>1 / batchSize</c> for a mean.</param>
    /// <param name="dOutputs">At least as long as <paramref name="outputs"/>, and may be the same memory.</param>
    /// <exception cref="ArgumentException">
    /// The lengths differ, or <paramref name="dOutputs"/> is too short.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="delta"/> is not above 0.</exception>
    public static void Gradient(
        ReadOnlySpan<float> outputs,
        ReadOnlySpan<float> targets,
        double delta,
        float scale,
        Span<float> dOutputs
    )
    {
        SpanLengths.RequireSame("outputs", outputs.Length, "targets", targets.Length);
        SpanLengths.RequireRoom(outputs.Length, dOutputs.Length);
        RequirePositive(delta);
        double factor = (double)scale / outputs.Length;
        for (int i = 0; i < outputs.Length; i++)
        {
            double error = (double)outputs[i] - targets[i];
            dOutputs[i] = (float)(Math.Clamp(error, -delta, delta) * factor); // Clamp lets NaN through.
        }
    }

    private static void RequirePositive(double delta)
    {
        if (!(delta > 0))
            throw new ArgumentOutOfRangeException(
                nameof(delta),
                delta,
                "The error from which on the loss is a line must be above 0."
            );
    }
}
