namespace LayerGen.Reference.Stacks;

/// <summary>How a window slides along one axis, by the formulas that <see cref="Padding"/> documents.</summary>
/// <param name="Outputs">How many positions the window takes.</param>
/// <param name="Before">Positions in front of the first value.</param>
/// <param name="Stride">How far the window moves.</param>
/// <param name="Dilation">How far the places of the window are apart.</param>
public readonly record struct Sliding(int Outputs, int Before, int Stride, int Dilation = 1)
{
    public static Sliding Along(
        int input,
        int window,
        int stride,
        Padding padding,
        int dilation = 1
    )
    {
        if (padding == Padding.Valid)
            return Between(input, window, stride, 0, 0, dilation);
        int outputs = (int)Math.Ceiling(input / (double)stride);
        int reach = ((window - 1) * dilation) + 1;
        int zeros = Math.Max(0, ((outputs - 1) * stride) + reach - input);
        return new(outputs, (int)Math.Floor(zeros / 2.0), stride, dilation);
    }

    /// <summary>The same with so many positions in front of the first value and behind the last.</summary>
    public static Sliding Between(
        int input,
        int window,
        int stride,
        int before,
        int behind,
        int dilation
    )
    {
        int reach = ((window - 1) * dilation) + 1;
        int room = before + input + behind - reach;
        return new((int)Math.Floor(room / (double)stride) + 1, before, stride, dilation);
    }

    /// <summary>The input position under a place of the window; outside the input where there is padding.</summary>
    public int Input(int output, int place) => (output * Stride) + (place * Dilation) - Before;
}
