using LayerGen;

namespace MnistModel.Reporting;

/// <summary>
/// Writes lines, each at once. A reader that went away (<c>| head</c>) or a full disk is no reason to lose a trained
/// network, so errors are kept and the run goes on.
/// </summary>
/// <param name="writer">Where the lines go.</param>
internal sealed class OutputLines(TextWriter writer)
{
    /// <summary>Why lines were lost, or null.</summary>
    public string? Error { get; private set; }

    /// <summary>Writes a line for people: see <see cref="VisibleText"/>.</summary>
    /// <param name="line">Without its end.</param>
    public void Write(string line) => WriteData(VisibleText.Of(line));

    /// <summary>Writes a line for programs, as it is.</summary>
    /// <param name="line">Without its end.</param>
    // Not the machine's line ending: the same bytes everywhere, and one write, so that lines stay whole.
    public void WriteData(string line) => WriteText(line + "\n");

    /// <summary>Writes whole lines, as they are.</summary>
    /// <param name="text">With their ends.</param>
    public void WriteText(string text)
    {
        if (Error is not null)
            return;
        try
        {
            writer.Write(text);
            writer.Flush();
        }
        // A stream that the shell closed (>&-) counts as forbidden.
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Error = exception.GetBaseException().Message;
        }
    }
}
