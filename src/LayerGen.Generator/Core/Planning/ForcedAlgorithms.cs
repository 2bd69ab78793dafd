namespace LayerGen.Generator.Core.Planning;

/// <summary>What an algorithm is estimated to cost where it is possible. Compares by value.</summary>
/// <param name="Algorithm">A value of an enumeration whose name ends with <c>Algorithm</c>.</param>
/// <param name="Cost">Vector operations of 16 floats for one sample.</param>
internal sealed record Estimate(Enum Algorithm, double Cost);

/// <summary>A choice that the planner made for a stage, for readers of the plan. Compares by value.</summary>
/// <param name="What">What was chosen: <c>forward</c>.</param>
/// <param name="Chosen">The algorithm that the stage has.</param>
/// <param name="Possible">All that were possible, with their costs.</param>
internal sealed record Decision(string What, Enum Chosen, EquatableArray<Estimate> Possible)
{
    /// <summary>Whether an estimate is that of the algorithm that was taken.</summary>
    public bool IsChosen(Estimate estimate) => estimate.Algorithm.Equals(Chosen);
}

/// <summary>
/// How the planner chooses: the cheapest algorithm, unless one is forced. Forcing is for tests, which must see every
/// algorithm at work where it would seldom be chosen. Compares by value.
/// </summary>
/// <param name="Values">Algorithms that are taken wherever they are possible, whatever they cost.</param>
internal sealed record ForcedAlgorithms(EquatableArray<Enum> Values)
{
    /// <summary>Whether no buffers share memory, so that each has bounds of its own.</summary>
    public bool KeepsBuffersApart { get; init; }

    /// <summary>Nothing is forced.</summary>
    public static ForcedAlgorithms None { get; } = new([]);

    /// <summary>The forced one of the possible algorithms, or the cheapest; of equally cheap ones the first.</summary>
    public T Choose<T>(EquatableArray<Estimate> possible)
        where T : struct, Enum
    {
        Estimate best = possible[0];
        foreach (Estimate estimate in possible)
        {
            if (Values.Contains(estimate.Algorithm))
                return (T)estimate.Algorithm;
            if (estimate.Cost < best.Cost)
                best = estimate;
        }
        return (T)best.Algorithm;
    }
}
