namespace LayerGen.Generator.Core;

/// <summary>
/// How large a network may be. The limits keep every count and index of generated code inside its integer, and are far
/// beyond what a step can compute in reasonable time.
/// </summary>
internal static class SizeLimit
{
    /// <summary>Values of one sample between two layers, and learned numbers of a network: a gibibyte of floats.</summary>
    public const int Values = 1 << 28;

    /// <summary>Multiply-adds of one forward pass of one sample.</summary>
    public const long MultiplyAdds = 1L << 50;

    /// <summary>The product of the axes, or null when it is over the limit; each axis is at least 1.</summary>
    public static int? Product(params IEnumerable<int> axes)
    {
        long product = 1;
        foreach (int axis in axes)
        {
            product *= axis;
            if (product > Values)
            {
                return null;
            }
        }
        return (int)product;
    }

    /// <summary><c>70000×70000×3 values</c>: the factors, as the product may fit no integer.</summary>
    public static string Text(IEnumerable<int> axes, string what) =>
        $"{string.Join("×", axes.Select(axis => CSharpText.Number(axis)))} {what}";
}
