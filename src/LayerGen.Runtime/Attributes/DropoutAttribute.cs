namespace LayerGen;

/// <summary>
/// In training, sets each value to 0 with probability <c>rate</c> and multiplies the others by <c>1 / (1 − rate)</c>;
/// at inference it changes nothing.
/// </summary>
/// <remarks>
/// <b>Shapes:</b> any shape, unchanged. <b>Parameters:</b> none. What is dropped follows from the network's seed, the
/// training step, the layer, the sample's place in the batch and the value's place in the sample, and from nothing else.
/// <b>Source:</b> Srivastava et al., JMLR 15 (2014).
/// </remarks>
/// <param name="rate">The probability that a value is dropped; at least 0 and less than 1.</param>
public sealed class DropoutAttribute(double rate) : LayerAttribute
{
    /// <summary>The probability that a value is dropped.</summary>
    public double Rate { get; } = rate;
}
