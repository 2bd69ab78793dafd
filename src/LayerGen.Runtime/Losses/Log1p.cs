namespace LayerGen.Losses;

/// <summary><c>log(1 + x)</c> without losing a small <c>x</c> in the sum.</summary>
internal static class Log1p
{
    /// <summary><c>log(1 + x)</c> for <c>x ≥ 0</c>, to a few units in the last place.</summary>
    /// <remarks>
    /// The factor corrects for what the rounding of <c>1 + x</c> lost. Source: Goldberg, "What Every Computer Scientist
    /// Should Know About Floating-Point Arithmetic", ACM Computing Surveys 23(1), 1991, theorem 4.
    /// </remarks>
    public static double Of(double x)
    {
        double sum = 1 + x;
        // An infinite sum would be divided by itself; its logarithm is infinite without a correction.
        return sum == 1 || double.IsInfinity(sum) ? x : Math.Log(sum) * (x / (sum - 1));
    }
}
