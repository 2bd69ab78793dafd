namespace LayerGen.Generator.Emission.Stages;

/// <summary>
/// Writes the loop over blocks of columns of equal width. Where they do not divide, the last one overlaps the one before
/// and computes some columns once more, to the same bits: so nothing is read or written behind the last column.
/// </summary>
/// <param name="Columns">All columns.</param>
/// <param name="Block">Columns of a block.</param>
internal readonly record struct ColumnBlocks(int Columns, int Block)
{
    /// <summary>The first column of a block: a variable, or 0 if there is one block only.</summary>
    public string First => IsLoop ? "unit" : "0";

    private bool IsLoop => Block < Columns;

    public void Open(SourceWriter writer)
    {
        if (!IsLoop)
            return;
        if (Columns % Block == 0)
        {
            writer.Open($"for (nint unit = 0; unit < {Columns}; unit += {Block})");
            return;
        }
        writer.Open($"for (nint block = 0; block < {Columns}; block += {Block})");
        writer.Write(
            $"nint unit = Math.Min(block, {Columns - Block}); // the last block overlaps the one before"
        );
    }

    public void Close(SourceWriter writer)
    {
        if (IsLoop)
            writer.Close();
    }

    /// <summary>How many of some columns, counted from the first one of all, lie behind the block's first.</summary>
    public string LeftOf(int columns) => IsLoop ? $"{columns} - unit" : $"{columns}";

    /// <summary>A reference to the block's place in a row that begins at <paramref name="name"/>.</summary>
    public string In(string name) => IsLoop ? $"ref Unsafe.Add(ref {name}, unit)" : $"ref {name}";
}
