namespace LayerGen.Benchmarks.Peers.Reporting;

/// <summary>Writes a table row by row, each as soon as it is known.</summary>
internal sealed class MarkdownTable
{
    private readonly TextWriter _output;

    /// <summary>Writes title and head.</summary>
    public MarkdownTable(TextWriter output, string title, params string[] columns)
    {
        _output = output;
        output.WriteLine();
        output.WriteLine($"### {title}");
        output.WriteLine();
        Row(columns);
        Row([.. columns.Select(_ => "---")]);
    }

    public void Row(params string[] cells)
    {
        _output.WriteLine($"| {string.Join(" | ", cells)} |");
        _output.Flush();
    }
}
