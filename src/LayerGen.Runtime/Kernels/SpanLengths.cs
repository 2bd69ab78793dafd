namespace LayerGen.Kernels;

/// <summary>The checks that vectorised loops make once, because they read and write without bounds checks.</summary>
internal static class SpanLengths
{
    /// <summary>Throws unless a destination holds at least as many elements as its source.</summary>
    public static void RequireRoom(int source, int destination)
    {
        if (destination < source)
            throw new ArgumentException(
                $"The destination has {destination} elements, but the source has {source}; "
                    + "the destination must be at least as long."
            );
    }

    /// <summary>Throws unless two spans that are read together have the same length.</summary>
    public static void RequireSame(string first, int firstLength, string second, int secondLength)
    {
        if (firstLength != secondLength)
            throw new ArgumentException(
                $"There are {firstLength} {first}, but {secondLength} {second}; there must be one for each."
            );
    }
}
