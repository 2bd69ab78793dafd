namespace LayerGen.Reference.Stacks;

/// <summary>How a window slides along one axis, by the formulas that <see cref="Padding"/> documents.</summary>
/// <param name="Outputs">How many positions the window takes.</param>
/// <param name="Before">Zeros in front of the first value.</param>
/// <param name="Stride">How far the window moves.</param>
public readonly record struct Sliding(int Outputs, int Before, int Stride)
{
    public static Sliding Along(int input, int window, int stride, Padding padding)
    {
        if (padding == Padding.Valid)
            return new((int)Math.Floor((input - window) / (double)stride) + 1, 0, stride);
        int outputs = (int)Math.Ceiling(input / (double)stride);
        int zeros = Math.Max(0, ((outputs - 1) * stride) + window - input);
        return new(outputs, (int)Math.Floor(zeros / 2.0), stride);
    }

    /// <summary>The input position under a place of the window; outside the input where there is padding.</summary>
    public int Input(int output, int place) => (output * Stride) + place - Before;
}
