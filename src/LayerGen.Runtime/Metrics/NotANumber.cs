namespace LayerGen.Metrics;

/// <summary>The error for a network that answered no number.</summary>
internal static class NotANumber
{
    /// <summary>Names the first NaN.</summary>
    public static ArgumentException In(ReadOnlySpan<float> values, string name)
    {
        int position = 0;
        while (position < values.Length && !float.IsNaN(values[position]))
            position++;
        return new(
            $"Element {position} of the {name} is NaN, which can be counted as neither right nor wrong; "
                + "look for weights or inputs that are not finite, or train with a smaller learning rate.",
            name
        );
    }
}
