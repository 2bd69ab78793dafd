namespace LayerGen.Optimizers;

/// <summary>The ranges that optimizers' options must lie in; NaN lies in none.</summary>
internal static class OptionRange
{
    public static OptionError? LearningRate(double value) =>
        value is >= 0 and < double.PositiveInfinity
            ? null
            : new("LearningRate", value, "must be a finite number, at least 0");

    public static OptionError? Fraction(string name, double value) =>
        value is >= 0 and < 1 ? null : new(name, value, "must be at least 0 and less than 1");

    // Steps are computed in single precision, where a smaller number is 0.
    public static OptionError? Positive(string name, double value) =>
        value is >= float.Epsilon and <= float.MaxValue
            ? null
            : new(name, value, "must be a positive number of single precision, such as 1e-8");

    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public static double RequireLearningRate(double value)
    {
        LearningRate(value)?.Throw();
        return value;
    }
}

/// <summary>An option that is out of its range.</summary>
/// <param name="Name">The option.</param>
/// <param name="Value">What it was set to.</param>
/// <param name="Needed">What it must be: goes on after the name.</param>
internal sealed record OptionError(string Name, double Value, string Needed)
{
    public string Message => $"{Name} {Needed}.";

    public void Throw() => throw new ArgumentOutOfRangeException(Name, Value, Message);
}
