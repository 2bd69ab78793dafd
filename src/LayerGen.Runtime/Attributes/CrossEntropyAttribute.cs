namespace LayerGen;

/// <summary>
/// The categorical cross-entropy <c>−Σ qᵢ ln pᵢ</c> with <c>p = softmax(z)</c>, for exclusive classes. Only as the last
/// layer; outputs are the logits <c>z</c>.
/// </summary>
/// <remarks>
/// <b>Shapes:</b> features, unchanged; at least 2. <b>Parameters:</b> none.
/// <b>Targets:</b> one integer label a sample, so that <c>q</c> is 1 at the label; or with <see cref="SoftTargets"/> one
/// distribution <c>q</c> a sample. For outputs that are probabilities see <see cref="SoftmaxAttribute"/>.
/// </remarks>
public sealed class CrossEntropyAttribute : LayerAttribute
{
    /// <summary>
    /// How much of each target goes to all classes alike: <c>q</c> becomes <c>(1 − s) · q + s / classes</c>. At least 0 and
    /// less than 1.
    /// </summary>
    public double LabelSmoothing { get; set; }

    /// <summary>Whether targets are distributions, classes × batch, instead of labels.</summary>
    public bool SoftTargets { get; set; }
}
