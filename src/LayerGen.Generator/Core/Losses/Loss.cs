namespace LayerGen.Generator.Core.Losses;

/// <summary>
/// A loss: one file each. Everything that planner, emitters and rules ask of a loss is answered here, so that they know
/// none by name. Compares by value.
/// </summary>
/// <remarks>
/// The statements of <see cref="Measure"/> stand in the emitted <c>Finish</c>, once for each sample, behind those of
/// <see cref="Head"/>. They find <c>sample</c> (its place in the batch), what the head names, and the fields of the
/// network; they add to <c>loss</c> and <c>correct</c> and, where <c>_training</c>, write the gradient.
/// </remarks>
internal abstract record Loss
{
    /// <summary>The attribute that ends a network with it, without <c>Attribute</c>: <c>CrossEntropy</c>.</summary>
    public abstract string Attribute { get; }

    /// <summary>Its settings as arguments of the attribute; the usual ones are left unsaid.</summary>
    public virtual EquatableArray<string> Arguments => [];

    /// <summary>Its settings for readers: <c>smoothing 0.1</c>.</summary>
    public virtual EquatableArray<string> Settings => [];

    /// <summary>What reports call it: <c>mean squared error</c>.</summary>
    public abstract string Name { get; }

    /// <summary>What a network with this loss is for.</summary>
    public abstract LossTask Task { get; }

    /// <summary>What the network should have answered.</summary>
    public abstract LossTargets Targets { get; }

    /// <summary>How what the last stage gives becomes the outputs.</summary>
    public abstract LossHead Head { get; }

    /// <summary>
    /// The function that the loss applies to what reaches it: <c>softmax</c>; empty for none. A layer that applied it
    /// already is a mistake.
    /// </summary>
    public virtual string Applies => "";

    /// <summary>
    /// The attribute for a network with a single output, where this loss compares the outputs of a sample with each
    /// other and so needs at least two; empty where one output is enough, and any shape.
    /// </summary>
    public virtual string ForOneOutput => "";

    /// <summary>What its forward pass does, in words.</summary>
    public abstract string ForwardWords { get; }

    /// <summary>The gradient, in words.</summary>
    public abstract string BackwardWords { get; }

    /// <summary>The fraction answered right, as an expression over <c>correct</c>; <c>null</c> where nothing is right or wrong.</summary>
    public virtual string Accuracy => "null";

    /// <summary>Whether classes or outputs can have weights of their own.</summary>
    public bool TakesClassWeights => Task != LossTask.Regression;

    /// <summary>The statements for value, score and gradient of a sample.</summary>
    /// <param name="gradient">The span that takes the gradient, as an expression.</param>
    public abstract string Measure(string gradient);

    /// <summary>The weight of a sample in the loss of training.</summary>
    protected const string SampleWeight =
        "float weight = _training && SampleWeights.Length != 0 ? SampleWeights.Span[sample] : 1f;";

    /// <summary>The column of the targets that belongs to a sample.</summary>
    protected const string TargetColumn =
        "ReadOnlySpan<float> targets = _targets.AsSpan(sample * OutputSize, OutputSize);";

    /// <summary>The number of samples answered right, as a fraction.</summary>
    protected const string OfSamples = "(double)correct / _batch";

    /// <summary>The number of outputs answered right, as a fraction.</summary>
    protected const string OfOutputs = "(double)correct / ((long)_batch * OutputSize)";
}

/// <summary>What a network is for; the names are those of the public enumeration.</summary>
internal enum LossTask
{
    /// <summary>One of several classes is right.</summary>
    Classification,

    /// <summary>Each output is a yes-or-no answer of its own.</summary>
    MultiLabel,

    /// <summary>Outputs are numbers.</summary>
    Regression,
}
