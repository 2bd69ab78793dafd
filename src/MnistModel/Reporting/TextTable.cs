using System.Collections.Immutable;

namespace MnistModel.Reporting;

/// <summary>A column of a table.</summary>
/// <param name="Title">Its head.</param>
/// <param name="IsNumber">Whether it is aligned to the right.</param>
internal sealed record TextColumn(string Title, bool IsNumber = false);

/// <summary>A table of plain text, the same on a terminal and in a file.</summary>
internal static class TextTable
{
    /// <summary>The head and the rows, in columns as wide as they must be.</summary>
    /// <param name="columns">At least one.</param>
    /// <param name="rows">Each with a cell a column.</param>
    public static ImmutableArray<string> Lines(
        ImmutableArray<TextColumn> columns,
        ImmutableArray<ImmutableArray<string>> rows
    )
    {
        int[] widths =
        [
            .. columns.Select(
                (column, i) => rows.Select(row => row[i].Length).Append(column.Title.Length).Max()
            ),
        ];
        return [Line([.. columns.Select(column => column.Title)]), .. rows.Select(Line)];

        string Line(ImmutableArray<string> cells) =>
            string.Join(
                    "  ",
                    cells.Select(
                        (cell, i) =>
                            columns[i].IsNumber ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i])
                    )
                )
                .TrimEnd();
    }
}
