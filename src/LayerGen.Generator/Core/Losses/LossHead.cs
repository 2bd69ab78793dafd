namespace LayerGen.Generator.Core.Losses;

/// <summary>How what the last stage gives becomes the outputs of the network. Compares by value.</summary>
/// <param name="Outputs">What the outputs are: a member of the public enumeration.</param>
/// <param name="Source">The local variable of what the last stage gives.</param>
/// <param name="Function">Turns it into the outputs; empty where the outputs are what the last stage gives.</param>
/// <param name="Summary">What the emitted method does, as a sentence.</param>
internal sealed record LossHead(string Outputs, string Source, string Function, string Summary)
{
    /// <summary>Outputs are what the last stage gives.</summary>
    public static LossHead Values { get; } =
        new(
            "Values",
            "outputs",
            "",
            "Hands a group's outputs on, and finds their losses and the gradient of the mean loss."
        );

    /// <summary>Outputs are what the last stage gives: logits, whose probabilities only the loss computes.</summary>
    public static LossHead Logits { get; } =
        new(
            "Logits",
            "logits",
            "",
            "Hands a group's logits on, and finds their losses and the gradient of the mean loss."
        );

    /// <summary>Outputs are probabilities.</summary>
    /// <param name="function">Computes them from logits.</param>
    public static LossHead Probabilities(string function) =>
        new(
            "Probabilities",
            "logits",
            function,
            "Turns a group's logits into probabilities, losses and the gradient of the mean loss."
        );

    /// <summary>
    /// Whether a function makes the outputs: they then need memory where nobody asked for them.
    /// </summary>
    public bool HasFunction => Function.Length > 0;

    /// <summary>The statements that give a sample's outputs.</summary>
    public string Statements =>
        HasFunction
            ? $"""
                Span<float> probabilities = _outputs is null
                    ? work.Probabilities.Span[..OutputSize]
                    : _outputs.AsSpan(sample * OutputSize, OutputSize);
                {Function}({Source}, probabilities);
                """
            : $"""
                if (_outputs is not null)
                    {Source}.CopyTo(_outputs.AsSpan(sample * OutputSize, OutputSize));
                """;
}
