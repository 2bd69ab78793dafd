using System.Text;

namespace LayerGen.Generator.Emission;

/// <summary>Writes indented text; every line ends with a line feed, whatever the platform.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>Writes lines at the current depth; an empty string is an empty line.</summary>
    public void Write(string lines)
    {
        foreach (string line in lines.Replace("\r\n", "\n").Split('\n'))
        {
            if (line.Length > 0)
                _text.Append(' ', 4 * _depth).Append(line);
            _text.Append('\n');
        }
    }

    /// <summary>Writes lines, if any, and opens a block below them.</summary>
    public void Open(string lines = "")
    {
        if (lines.Length > 0)
            Write(lines);
        Write("{");
        _depth++;
    }

    /// <summary>Closes the innermost block.</summary>
    public void Close(string end = "}")
    {
        if (_depth == 0)
            throw new InvalidOperationException("No block is open.");
        _depth--;
        Write(end);
    }

    /// <summary>Writes a block.</summary>
    public void Block(string head, Action body)
    {
        Open(head);
        body();
        Close();
    }

    /// <summary>The text; all blocks must be closed.</summary>
    public string Finish() =>
        _depth == 0
            ? _text.ToString()
            : throw new InvalidOperationException($"{_depth} blocks are still open.");
}
