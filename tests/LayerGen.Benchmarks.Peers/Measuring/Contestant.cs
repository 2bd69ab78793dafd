namespace LayerGen.Benchmarks.Peers.Measuring;

/// <summary>One program in a race.</summary>
/// <param name="Label">Which one, and how it is set: <c>channels-last, 2 threads</c>.</param>
/// <param name="Start">Puts everything where it is at the start of every turn: threads, weights, moments.</param>
/// <param name="Step">What is timed.</param>
internal sealed record Contestant(string Label, Action Start, Action Step);
