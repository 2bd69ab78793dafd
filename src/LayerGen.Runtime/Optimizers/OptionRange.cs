namespace LayerGen.Optimizers;

/// <summary>The ranges that optimizers' options must lie in; NaN lies in none.</summary>
internal static class OptionRange
{
    public static double RequireLearningRate(double value) =>
        value is >= 0 and < double.PositiveInfinity
            ? value
            : throw Error("LearningRate", value, "a finite number, at least 0");

    public static void RequireFraction(string name, double value)
    {
        if (value is not (>= 0 and < 1))
            throw Error(name, value, "at least 0 and less than 1");
    }

    public static void RequirePositive(string name, double value)
    {
        // Steps are computed in single precision, where a smaller number is 0.
        if (value is not (>= float.Epsilon and <= float.MaxValue))
            throw Error(name, value, "a positive number of single precision, such as 1e-8");
    }

    private static ArgumentOutOfRangeException Error(string name, double value, string needed) =>
        new(name, value, $"{name} must be {needed}.");
}
