namespace LayerGen.Reference.Naive.Values;

/// <summary>The gradient of the loss with respect to some values, and the scale on which rounding acts on it.</summary>
/// <param name="Value">The gradient.</param>
/// <param name="SquaredScale">
/// How large the numbers were that it was made of, squared. A gradient may be far smaller than those: where a sum
/// cancels, or behind a saturated tanh, whose slope is a small difference of numbers near 1. Rounding errors are
/// independent of each other, so the squares add.
/// </param>
internal sealed record Slopes(double[] Value, double[] SquaredScale)
{
    public static Slopes Zero(int count) => new(new double[count], new double[count]);

    public double Scale(int index) => Math.Sqrt(SquaredScale[index]);

    /// <summary>Adds the slope of one value behind an operation, times the operation's own.</summary>
    public void Add(int index, Slopes behind, int indexBehind, double factor) =>
        Add(index, behind, indexBehind, factor, factor);

    /// <summary>The same for an operation whose own slope is a difference of larger numbers.</summary>
    public void Add(int index, Slopes behind, int indexBehind, double factor, double scale)
    {
        Value[index] += factor * behind.Value[indexBehind];
        SquaredScale[index] += scale * scale * behind.SquaredScale[indexBehind];
    }

    /// <summary>The same gradient after some rounding, which acts on it in units of its scale.</summary>
    public Slopes Rounded(Rounding rounding) =>
        rounding == Rounding.None
            ? this
            : new(
                [.. Value.Select((value, i) => value + rounding.Of(Scale(i)) - Scale(i))],
                SquaredScale
            );

    /// <summary>Adds what another reader of the same values gives.</summary>
    public void Add(Slopes other)
    {
        for (int i = 0; i < Value.Length; i++)
        {
            Value[i] += other.Value[i];
            SquaredScale[i] += other.SquaredScale[i];
        }
    }
}
