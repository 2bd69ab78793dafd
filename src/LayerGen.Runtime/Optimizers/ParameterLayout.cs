using System.Collections.Immutable;
using LayerGen.Kernels;

namespace LayerGen.Optimizers;

/// <summary>
/// All parameters of a network laid one behind the other, each on a cache line, and this line of numbers cut into items
/// of a fixed size: what a step hands out. Small parameters share an item. The layout depends on the parameters alone,
/// never on the number of threads.
/// </summary>
internal sealed class ParameterLayout
{
    /// <summary>16 KB a buffer: value, gradient and two moments of an item stay together in a level-2 cache.</summary>
    public const int ItemLength = 4096;

    private const int Line = AlignedBuffer<float>.Alignment / sizeof(float);

    private readonly ParameterPiece[] _pieces;
    private readonly int[] _firstPieces;

    public ParameterLayout(IReadOnlyList<Parameter> parameters)
    {
        List<ParameterPiece> pieces = [];
        int[] offsets = new int[parameters.Count];
        int end = 0;
        for (int i = 0; i < offsets.Length; i++)
        {
            int length = parameters[i].Value.Values.Length;
            offsets[i] = end;
            // What is not trained has a place, so that parameters and moments stay side by side, but no work.
            for (int start = parameters[i].IsTrained ? 0 : length; start < length; )
            {
                int offset = end + start;
                int count = Math.Min(length - start, ItemLength - (offset % ItemLength));
                pieces.Add(new(i, start, offset, count));
                start += count;
            }
            end = checked(end + length + Line - 1) / Line * Line;
        }
        Offsets = [.. offsets];
        Length = end;
        _pieces = [.. pieces];
        Items = (end + ItemLength - 1) / ItemLength;
        _firstPieces = new int[Items + 1];
        foreach (ParameterPiece piece in pieces)
            _firstPieces[(piece.Offset / ItemLength) + 1]++;
        for (int item = 0; item < Items; item++)
            _firstPieces[item + 1] += _firstPieces[item];
    }

    /// <summary>Where each parameter starts; a multiple of a cache line.</summary>
    public ImmutableArray<int> Offsets { get; }

    /// <summary>Numbers in all, with what fills up lines.</summary>
    public int Length { get; }

    public int Items { get; }

    /// <summary>The pieces of parameters that an item consists of.</summary>
    public ReadOnlySpan<ParameterPiece> Pieces(int item) =>
        _pieces.AsSpan(_firstPieces[item].._firstPieces[item + 1]);
}

/// <summary>A piece of one parameter.</summary>
/// <param name="Parameter">The parameter's position in the network.</param>
/// <param name="Start">The piece's first element in the parameter.</param>
/// <param name="Offset">The piece's first element in the layout.</param>
/// <param name="Length">Elements of the piece.</param>
internal readonly record struct ParameterPiece(int Parameter, int Start, int Offset, int Length);
