using System.Collections.Immutable;
using LayerGen.Kernels;
using LayerGen.Persistence;

namespace LayerGen.Optimizers;

/// <summary>
/// What an optimizer remembers about every element of every parameter: one or more kinds of moment, each over the whole
/// <see cref="ParameterLayout"/>, all in one aligned block.
/// </summary>
internal sealed class MomentBlock
{
    /// <summary>
    /// Numbers between the kinds: so that the same element of two kinds is never a multiple of 4 KB apart, where the
    /// processor takes a load for one that must wait for the other's store.
    /// </summary>
    private const int Gap = 9 * AlignedBuffer<float>.Alignment / sizeof(float);

    private readonly IReadOnlyList<Parameter> _parameters;
    private readonly ImmutableArray<MomentKind> _kinds;
    private readonly AlignedBuffer<float> _storage;
    private readonly int _stride;

    /// <summary>Prepares moments of zero.</summary>
    public MomentBlock(IReadOnlyList<Parameter> parameters, params ImmutableArray<MomentKind> kinds)
    {
        (_parameters, _kinds) = (parameters, kinds);
        Layout = new(parameters);
        _stride = checked(Layout.Length + Gap);
        _storage = new(checked(_stride * kinds.Length));
    }

    public ParameterLayout Layout { get; }

    /// <summary>
    /// The first of the moments of one kind that belong to a piece of a parameter. Whole vectors may be read and written: a
    /// parameter's moments take whole lines, and what lies behind the last one belongs to nobody.
    /// </summary>
    public ref float Of(int kind, in ParameterPiece piece) =>
        ref _storage.At((kind * _stride) + piece.Offset);

    /// <summary>Copies all moments, by kind.</summary>
    public ImmutableSortedDictionary<string, ParameterValues> Capture() =>
        Enumerable
            .Range(0, _kinds.Length)
            .ToImmutableSortedDictionary(
                kind => _kinds[kind].Name,
                kind => ParameterValues.Capture(_parameters, parameter => Whole(kind, parameter)),
                StringComparer.Ordinal
            );

    /// <summary>Says why moments cannot be taken over; null if they can.</summary>
    public string? Difference(ImmutableSortedDictionary<string, ParameterValues> moments)
    {
        foreach (MomentKind kind in _kinds)
        {
            if (!moments.TryGetValue(kind.Name, out ParameterValues? values))
                return $"{kind.Name} is missing";
            if (values.Difference(_parameters) is { } difference)
                return $"{kind.Name}: {difference}";
            if (kind.IsNeverNegative && values.Tensors.FirstOrDefault(HasNegative) is { } tensor)
                return $"{kind.Name} of {tensor.Name} is a mean of squares, but has a negative number";
        }
        return moments.Count == _kinds.Length
            ? null
            : $"it has {moments.Count} kinds of moments, needed {_kinds.Length}";
    }

    /// <summary>Overwrites all moments; that they fit was checked by <see cref="Difference"/>.</summary>
    public void Restore(ImmutableSortedDictionary<string, ParameterValues> moments)
    {
        for (int i = 0; i < _kinds.Length; i++)
        {
            int kind = i;
            moments[_kinds[i].Name].CopyTo(_parameters, parameter => Whole(kind, parameter));
        }
    }

    private static bool HasNegative(NamedTensor tensor) => tensor.Values.Any(value => value < 0);

    private Span<float> Whole(int kind, int parameter) =>
        _storage.Span.Slice(
            (kind * _stride) + Layout.Offsets[parameter],
            _parameters[parameter].Value.Values.Length
        );
}

/// <summary>A kind of moment.</summary>
/// <param name="Name">What a captured state calls it.</param>
/// <param name="IsNeverNegative">Whether it is a mean of squares.</param>
internal sealed record MomentKind(string Name, bool IsNeverNegative = false);
