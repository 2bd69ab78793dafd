using LayerGen.Generator.Core.Planning;

namespace LayerGen.Generator.Emission.Stages;

/// <summary>
/// Writes loops over all positions of a sample for a block of vectors of channels, whose numbers stay in registers. All
/// memories have their channels in whole vectors, equally far apart.
/// </summary>
internal sealed class ChannelLoop
{
    private readonly Layout _shape;
    private readonly VectorWidth _width;
    private readonly bool _inOneRun;

    /// <param name="shape">The values of a sample.</param>
    /// <param name="layouts">All memories of that shape.</param>
    /// <param name="width">The vectors.</param>
    public ChannelLoop(Layout shape, IEnumerable<Layout> layouts, VectorWidth width)
    {
        _shape = shape;
        _width = width;
        _inOneRun = layouts.All(layout => layout.Border == Border.None && layout.Beside == 0);
        int vectors = shape.ChannelStride / width.Lanes;
        int most = width.Registers >= 32 ? 4 : 2;
        Vectors = Enumerable.Range(1, most).Last(count => vectors % count == 0);
        int run = shape.Width * (_inOneRun ? shape.Height : 1);
        Abreast =
            run % 4 == 0 ? 4
            : run % 2 == 0 ? 2
            : 1;
    }

    /// <summary>Vectors of channels in a block.</summary>
    public int Vectors { get; }

    /// <summary>Positions that are summed side by side, the same on every width, and so are the bits.</summary>
    public int Abreast { get; }

    private bool IsLoop => Vectors * _width.Lanes < _shape.ChannelStride;

    /// <summary>The vectors of a block.</summary>
    public IEnumerable<int> Block => Enumerable.Range(0, Vectors);

    /// <summary>Opens the loop over blocks of channels.</summary>
    public void Open(SourceWriter writer)
    {
        if (IsLoop)
            writer.Open(
                $"for (nint c = 0; c < {_shape.ChannelStride}; c += {Vectors * _width.Lanes})"
            );
    }

    public void Close(SourceWriter writer)
    {
        if (IsLoop)
            writer.Close();
    }

    /// <summary>A vector of a row of numbers, one for each channel.</summary>
    /// <param name="name">Where the rows begin.</param>
    /// <param name="row">Which row.</param>
    /// <param name="vector">Which vector of the block.</param>
    public string Number(string name, int row, int vector) =>
        $"{_width.Name}.LoadUnsafe(ref {NumberAt(name, row, vector)})";

    /// <summary>The place of a vector of a row of numbers.</summary>
    public string NumberAt(string name, int row, int vector) =>
        ConvForward.Plus(
            name,
            IsLoop ? "c" : "",
            (row * _shape.ChannelStride) + (vector * _width.Lanes)
        );

    /// <summary>Writes the loop over positions.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="memories">What is read or written, and how it lies.</param>
    /// <param name="abreast">Positions of one round.</param>
    /// <param name="body">Writes one round.</param>
    public void Positions(
        SourceWriter writer,
        IReadOnlyList<(string Name, Layout Layout)> memories,
        int abreast,
        Action body
    )
    {
        if (!_inOneRun)
            writer.Open($"for (nint row = 0; row < {_shape.Height}; row++)");
        foreach ((string name, Layout layout) in memories)
        {
            string[] terms =
            [
                layout.Origin == 0 ? "" : $"{layout.Origin}",
                _inOneRun ? "" : ConvForward.Times("row", layout.RowStride),
                IsLoop ? "c" : "",
            ];
            string place = string.Join(" + ", terms.Where(term => term.Length > 0));
            writer.Write(
                place.Length == 0
                    ? $"ref float {name}Row = ref {name};"
                    : $"ref float {name}Row = ref Unsafe.Add(ref {name}, {place});"
            );
        }
        int run = _shape.Width * (_inOneRun ? _shape.Height : 1);
        writer.Block(
            $"for (nint at = 0; at < {run * _shape.ChannelStride}; at += {abreast * _shape.ChannelStride})",
            body
        );
        if (!_inOneRun)
            writer.Close();
    }

    /// <summary>The place of a vector of one of the positions of a round.</summary>
    public string At(string name, int vector, int position = 0)
    {
        int offset = (position * _shape.ChannelStride) + (vector * _width.Lanes);
        return $"Unsafe.Add(ref {name}Row, {ConvForward.Shifted("at", offset)})";
    }

    /// <summary>A vector of one of the positions of a round.</summary>
    public string Load(string name, int vector, int position = 0) =>
        $"{_width.Name}.LoadUnsafe(ref {At(name, vector, position)})";
}
