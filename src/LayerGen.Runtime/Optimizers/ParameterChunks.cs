using System.Collections.Immutable;

namespace LayerGen.Optimizers;

/// <summary>
/// All parameters of a network, cut into pieces of a fixed size: the items that a step hands out. The cut depends on the
/// parameters alone, never on the number of threads.
/// </summary>
internal static class ParameterChunks
{
    /// <summary>16 KB a buffer: value, gradient and two moments of a piece stay together in a level-2 cache.</summary>
    public const int Length = 4096;

    public static ImmutableArray<ParameterChunk> Cut(IReadOnlyList<Parameter> parameters) =>
        [
            .. parameters.SelectMany(
                (parameter, index) =>
                    Starts(parameter.Value.Values.Length)
                        .Select(start => new ParameterChunk(
                            index,
                            start,
                            Math.Min(Length, parameter.Value.Values.Length - start)
                        ))
            ),
        ];

    private static IEnumerable<int> Starts(int length) =>
        Enumerable.Range(0, (length + Length - 1) / Length).Select(chunk => chunk * Length);
}

/// <summary>A piece of one parameter.</summary>
/// <param name="Parameter">The parameter's position in the network.</param>
/// <param name="Start">The piece's first element.</param>
/// <param name="Length">Elements of the piece.</param>
internal readonly record struct ParameterChunk(int Parameter, int Start, int Length);
