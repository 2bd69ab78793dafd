namespace LayerGen.Reference.Naive;

/// <summary>One textbook step from a sample's values to other values, and back from the gradient behind it.</summary>
internal abstract class Operation
{
    /// <summary>The output of one sample.</summary>
    public abstract double[] Forward(double[] input, Pass pass);

    /// <summary>
    /// The gradient in front of the operation from the gradient behind it. An operation that learns adds the
    /// gradient of its own numbers to what it gathered from other samples.
    /// </summary>
    public abstract Slopes Backward(double[] input, double[] output, Slopes dOutput, Pass pass);
}

/// <summary>One sample on its way through the network.</summary>
/// <param name="Training">Whether dropout drops.</param>
/// <param name="Step">How many batches the network was trained with before.</param>
/// <param name="Sample">The sample's column in the batch.</param>
/// <param name="Choices">Where the branches that the operations take are written down.</param>
internal sealed record Pass(bool Training, long Step, int Sample, ChoiceLog Choices);
