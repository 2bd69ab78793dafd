using LayerGen.Generator.Core.Layers;

namespace LayerGen.Generator.Core.Planning;

/// <summary>
/// One fused group of layers that the emitted code runs as one piece. A kind of stage says here all that planning needs to
/// know of it, so that the planner, the schedule and the memory plan know no kind by name. Compares by value.
/// </summary>
/// <param name="Name">The first layer's name in Pascal case: <c>Conv1</c>.</param>
/// <param name="Layers">Indices of the layers it computes.</param>
/// <param name="Input">How a sample lies in what it reads.</param>
/// <param name="Output">How a sample lies in what it writes.</param>
/// <param name="NeedsInputGradient">Whether an earlier stage learns; if not, nobody asks for the gradient.</param>
internal abstract record Stage(
    string Name,
    EquatableArray<int> Layers,
    Layout Input,
    Layout Output,
    bool NeedsInputGradient
)
{
    /// <summary>The values that it reads, the one that <see cref="Input"/> describes first.</summary>
    public EquatableArray<Read> Reads { get; init; }

    /// <summary>The place of the value that it writes among the plan's values.</summary>
    public int Writes { get; init; }

    /// <summary>Whether it takes several samples at once, so that its weights are read once for all of them.</summary>
    public virtual bool IsGroupWise => false;

    /// <summary>
    /// Whether its weight gradient is one product over the whole batch, so that what it reads and the gradient of what it
    /// writes are kept until all samples are through.
    /// </summary>
    public virtual bool TakesBatchInputs => false;

    /// <summary>Its parts in the forward pass.</summary>
    public virtual EquatableArray<StagePart> ForwardParts => [StagePart.Whole];

    /// <summary>Its parts in the backward pass.</summary>
    public virtual EquatableArray<StagePart> BackwardParts => [StagePart.Whole];

    /// <summary>Floats after the last of what it reads that its kernels may touch, beside a vector.</summary>
    public virtual int Overrun => 0;

    /// <summary>Floats of its part of each shard's own gradients: what it adds up sample by sample.</summary>
    public virtual int ShardGradientSize => 0;

    /// <summary>
    /// Multiply-adds of one forward pass of one sample, as computed: values that no kernel makes are not counted, those of
    /// tiles that lie half outside are.
    /// </summary>
    public virtual long MultiplyAdds => 0;

    /// <summary>Whether its own backward pass hands on gradients many of which are exactly zero, whatever it gets.</summary>
    public virtual bool DropsGradients => false;

    /// <summary>The algorithm of its forward pass, in words.</summary>
    /// <param name="groupSize">How many samples a worker takes together.</param>
    public abstract string ForwardWords(int groupSize);

    /// <summary>The algorithm of its backward pass, in words.</summary>
    public abstract string BackwardWords { get; }

    /// <summary>Whether many values that it writes can be expected to be exactly zero.</summary>
    /// <param name="inputs">Whether many of those that it reads can.</param>
    public abstract bool MakesZeros(bool inputs);

    /// <summary>
    /// Its memory besides what it writes, the gradient of that, and copies of weights. Scope <see cref="BufferScope.Group"/>
    /// stands for what is kept from its forward pass to its backward pass, however long that is.
    /// </summary>
    /// <param name="groupSize">How many samples a worker takes together.</param>
    public virtual IEnumerable<PlannedBuffer> Memory(int groupSize) => [];

    /// <summary>
    /// Memory for the sample in hand that stages with buffers of the same name take turns with; the largest wins.
    /// </summary>
    public virtual IEnumerable<PlannedBuffer> SharedMemory => [];

    /// <summary>
    /// Whether the forward pass reads a padded copy of the weight: where its natural rows are no whole vectors, or, in a
    /// dense layer, whose last block of columns may overlap the one before, shorter than one.
    /// </summary>
    public virtual bool PadsForwardWeight => false;

    /// <summary>The copies of its weights in the orders in which kernels read them.</summary>
    public virtual IEnumerable<PlannedBuffer> WeightCopies => [];

    /// <summary>The stage with other learned numbers.</summary>
    public virtual Stage With(StageParameters learned) =>
        throw new InvalidOperationException($"{Name} learns nothing.");

    /// <summary>The stage as it is among others, once it is known where zeros can be expected.</summary>
    /// <param name="inputs">Whether many of the values that it reads can be expected to be zero.</param>
    /// <param name="gradients">Whether many of the gradients that it gets can.</param>
    /// <param name="forced">Choices made beforehand.</param>
    public virtual Stage Settled(bool inputs, bool gradients, ForcedAlgorithms forced) => this;

    /// <summary>One of its buffers.</summary>
    protected PlannedBuffer Buffer(
        string name,
        int size,
        BufferScope scope,
        BufferUse use,
        string purpose,
        string element = "float"
    ) => new($"{Name}{name}", element, size, Layout.WidestVector, scope, purpose) { Use = use };

    /// <summary>Its weight and bias, or null.</summary>
    public virtual StageParameters? Parameters => null;

    /// <summary>Its numbers that are saved with the network, in the order in which the network lists them.</summary>
    public virtual EquatableArray<StageTensor> Tensors => Parameters?.Tensors ?? [];

    /// <summary>The layer that its numbers belong to: <c>conv1</c>.</summary>
    public virtual string LayerName => Parameters?.LayerName ?? "";

    /// <summary>What was chosen for it, with the costs of everything that was possible.</summary>
    public virtual EquatableArray<Decision> Decisions => [];

    /// <summary>Whether its backward pass has anything to do.</summary>
    public bool HasBackward =>
        NeedsInputGradient
        || Reads.Any(read => read.NeedsGradient)
        || Tensors.Any(tensor => tensor.IsTrained);

    /// <summary>The part of its backward pass that writes the gradient of one of its reads.</summary>
    public virtual int GradientPart(int read) => BackwardParts.Count - 1;
}

/// <summary>The learned numbers of a stage. Compares by value.</summary>
/// <param name="LayerName">The layer they belong to: <c>conv1</c>.</param>
/// <param name="Weight">The weight.</param>
/// <param name="Bias">The bias, or null.</param>
/// <param name="Penalty">The penalty on the weight.</param>
/// <param name="InitialScale">Which initialiser the weight gets.</param>
internal sealed record StageParameters(
    string LayerName,
    ParameterShape Weight,
    ParameterShape? Bias,
    Penalty Penalty,
    Initialiser InitialScale
)
{
    /// <summary>Weight and bias as tensors.</summary>
    public EquatableArray<StageTensor> Tensors
    {
        get
        {
            StageTensor weight = new(Weight, new Start.Random(InitialScale), Penalty, true);
            return Bias is null
                ? [weight]
                : [weight, new(Bias, new Start.Constant(0), default, true)];
        }
    }

    /// <summary>Who copies the weights into the orders in which kernels read them.</summary>
    public WeightCopyAlgorithm Copies { get; init; }
}

/// <summary>How a weight starts.</summary>
internal enum Initialiser
{
    /// <summary>U(±√(6 / fanIn)): keeps the variance through ReLU.</summary>
    HeUniform,

    /// <summary>U(±√(6 / (fanIn + fanOut))): keeps the variance forward and backward otherwise.</summary>
    GlorotUniform,
}
