namespace LayerGen;

/// <summary>Why something did not work, in words for the person at the keyboard.</summary>
public sealed record Failure
{
    /// <summary>Makes a failure.</summary>
    /// <param name="message">
    /// What it is about (mostly a file), what was found, what was needed, what to do. Line breaks and other control
    /// characters, which names of files and tensors may bring along, are shown as <see cref="VisibleText"/> does.
    /// </param>
    public Failure(string message) => Message = VisibleText.Of(message);

    /// <summary>One line.</summary>
    public string Message { get; }

    /// <inheritdoc/>
    public override string ToString() => Message;
}
