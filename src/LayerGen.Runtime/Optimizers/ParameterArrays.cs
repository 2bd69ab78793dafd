using System.Collections.Immutable;

namespace LayerGen.Optimizers;

/// <summary>The numbers of all parameters and of their gradients, piece by piece.</summary>
internal sealed class ParameterArrays(IReadOnlyList<Parameter> parameters)
{
    private readonly ImmutableArray<float[]> _values =
    [
        .. parameters.Select(parameter => parameter.Value.Values),
    ];
    private readonly ImmutableArray<float[]> _gradients =
    [
        .. parameters.Select(parameter => parameter.Gradient.Values),
    ];

    public Span<float> Value(in ParameterPiece piece) =>
        _values[piece.Parameter].AsSpan(piece.Start, piece.Length);

    public ReadOnlySpan<float> Gradient(in ParameterPiece piece) =>
        _gradients[piece.Parameter].AsSpan(piece.Start, piece.Length);
}
