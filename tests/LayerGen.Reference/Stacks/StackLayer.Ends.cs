namespace LayerGen.Reference.Stacks;

public abstract partial record StackLayer
{
    /// <summary>A layer that only the last one may be: it says what the outputs are and how they are judged.</summary>
    public abstract record Ending : StackLayer
    {
        private protected Ending() { }
    }

    /// <summary><c>[Softmax]</c>: probabilities of exclusive classes.</summary>
    public sealed record Softmax : Ending
    {
        public double LabelSmoothing { get; init; }
    }

    /// <summary><c>[CrossEntropy]</c>: logits of exclusive classes.</summary>
    public sealed record CrossEntropy : Ending
    {
        public double LabelSmoothing { get; init; }

        /// <summary>Whether a sample's target is a distribution, not a label.</summary>
        public bool SoftTargets { get; init; }
    }

    /// <summary><c>[BinaryCrossEntropy]</c>: logits of labels that do not exclude each other.</summary>
    public sealed record BinaryCrossEntropy : Ending;

    /// <summary><c>[MeanSquaredError]</c>.</summary>
    public sealed record MeanSquaredError : Ending;

    /// <summary><c>[MeanAbsoluteError]</c>.</summary>
    public sealed record MeanAbsoluteError : Ending;

    /// <summary><c>[Huber(delta)]</c>.</summary>
    public sealed record Huber(double Delta) : Ending;
}
