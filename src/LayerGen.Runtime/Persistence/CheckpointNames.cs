namespace LayerGen.Persistence;

/// <summary>
/// What a checkpoint's tensors are called: each is the name of a parameter behind a prefix. The parameters themselves
/// have none, so that a checkpoint is a file of weights too.
/// </summary>
internal static class CheckpointNames
{
    private const string Parameters = "";
    private const string Best = "best.";
    private const string Optimizer = "optimizer.";

    /// <summary>The prefix of each set of values, in the order in which they are written.</summary>
    public static IEnumerable<string> Prefixes(bool hasBest, IEnumerable<string> momentKinds) =>
        [
            Parameters,
            .. hasBest ? (string[])[Best] : [],
            .. momentKinds.Select(kind => $"{Optimizer}{kind}."),
        ];

    /// <summary>Whether a tensor stands beside a parameter, so that what is wrong with it follows from the parameter.</summary>
    public static bool IsBesideParameter(string tensor) =>
        tensor.StartsWith(Best, StringComparison.Ordinal)
        || tensor.StartsWith(Optimizer, StringComparison.Ordinal);
}
