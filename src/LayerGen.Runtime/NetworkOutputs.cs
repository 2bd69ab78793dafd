namespace LayerGen;

/// <summary>What the outputs of a network are.</summary>
public enum NetworkOutputs
{
    /// <summary>Probabilities, 0 to 1; with <see cref="NetworkTask.Classification"/> those of a sample have the sum 1.</summary>
    Probabilities,

    /// <summary>
    /// Logits: softmax makes probabilities of them with <see cref="NetworkTask.Classification"/>, and sigmoid with
    /// <see cref="NetworkTask.MultiLabel"/>.
    /// </summary>
    Logits,

    /// <summary>The numbers that the last layer gives.</summary>
    Values,
}
