using LayerGen.Generator.Core.Layers;

namespace LayerGen.Generator.Core.Planning;

/// <summary>
/// A closed union: one fused group of layers that the emitted code runs as one piece. Compares by value.
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
    /// <summary>Whether it takes several samples at once, so that its weights are read once for all of them.</summary>
    public virtual bool IsGroupWise => false;

    /// <summary>Its learned numbers, or null.</summary>
    public virtual StageParameters? Parameters => null;

    /// <summary>What was chosen for it, with the costs of everything that was possible.</summary>
    public virtual EquatableArray<Decision> Decisions => [];

    /// <summary>Whether its backward pass has anything to do.</summary>
    public bool HasBackward => NeedsInputGradient || Parameters is not null;
}

/// <summary>Copies samples from one layout to another: into a border, or out of padding.</summary>
internal sealed record CopyStage(
    string Name,
    EquatableArray<int> Layers,
    Layout Input,
    Layout Output,
    bool NeedsInputGradient
) : Stage(Name, Layers, Input, Output, NeedsInputGradient);

/// <summary>Convolution + bias + activation + pooling, without the map between them.</summary>
/// <param name="Pool">The pooling fused into it, windows side by side or apart; or null.</param>
/// <param name="Backward">How its weight gradient is computed.</param>
/// <param name="Tiles">How it is computed by F(m×n, 3×3); null if directly.</param>
internal sealed record ConvStage(
    string Name,
    EquatableArray<int> Layers,
    Layout Input,
    Layout Output,
    bool NeedsInputGradient,
    Size2 Kernel,
    Size2 Stride,
    int Filters,
    Activation Activation,
    FusedPool? Pool,
    Winograd? Tiles,
    ConvBackwardAlgorithm Backward,
    StageParameters Learned
) : Stage(Name, Layers, Input, Output, NeedsInputGradient)
{
    /// <summary>How it is computed with columns in lanes; null if with filters.</summary>
    public Planar? Planar { get; init; }

    public override StageParameters? Parameters => Learned;

    /// <summary>How its outputs are computed.</summary>
    public ConvForwardAlgorithm Forward =>
        Planar is not null ? ConvForwardAlgorithm.Planar
        : Tiles is { } tiles ? tiles.Algorithm
        : ConvForwardAlgorithm.Direct;

    /// <summary>Which windows it computes.</summary>
    public ConvWindowAlgorithm Windows { get; init; }

    public override EquatableArray<Decision> Decisions
    {
        get
        {
            EquatableArray<Estimate> windows = ConvWindowChoice.Estimates(this);
            return
            [
                new("outputs", Forward, ConvForwardChoice.Estimates(this)),
                new("weight gradient", Backward, ConvBackwardChoice.Estimates(this)),
                .. windows.Count > 1 ? (Decision[])[new("windows", Windows, windows)] : [],
                .. WeightCopyChoice.Decisions(this),
            ];
        }
    }

    /// <summary>Values of one kernel row in the input, channel padding included: they lie side by side.</summary>
    public int RunLength => ((Kernel.Width - 1) * Input.ChannelStride) + Input.Channels;

    /// <summary>
    /// The map between the convolution and a mean, or null. A mean passes gradient to every position of its windows, each
    /// times the derivative at its own activation: the backward pass needs the map.
    /// </summary>
    public Layout? Map =>
        Pool is { Pooling: Pooling.Average } pool
            ? Layout.Vectorised(
                new Shape.Image(
                    Output.Height * pool.Size.Height,
                    Output.Width * pool.Size.Width,
                    Filters
                )
            )
            : null;

    /// <summary>Whether the forward pass stores the map: a mean of plain sums has gradients that do not depend on them.</summary>
    public bool KeepsMap => Map is not null && Activation != Activation.None;

    /// <summary>
    /// Whether the weight gradient's kernel takes the derivative of the activation with it: where nobody else asks for the
    /// gradient of the sums, and it meets each of them once.
    /// </summary>
    public bool FoldsActivation =>
        Backward == ConvBackwardAlgorithm.FilterWise
        && Map is null
        && Activation != Activation.None
        && !NeedsInputGradient
        && Kernel.Area * Input.Channels <= VectorWidth.All.Min(width => width.Accumulators);

    /// <summary>The stage as its backward kernels see it, once a mean's gradient is spread over the map.</summary>
    public ConvStage Unpooled =>
        Map is { } map
            ? this with
            {
                Output = map,
                Pool = null,
                Activation = Activation.None,
            }
            : this;
}

/// <summary>A pooling window that a convolution fills and reduces in registers. Compares by value.</summary>
internal sealed record FusedPool(Pooling Pooling, Size2 Size, Size2 Stride);

/// <summary>Pooling of values that are already in memory.</summary>
internal sealed record PoolStage(
    string Name,
    EquatableArray<int> Layers,
    Layout Input,
    Layout Output,
    bool NeedsInputGradient,
    Pooling Pooling,
    Size2 Size,
    Size2 Stride
) : Stage(Name, Layers, Input, Output, NeedsInputGradient);

/// <summary>Weight · input + bias, activation, over several samples as one product.</summary>
internal sealed record DenseStage(
    string Name,
    EquatableArray<int> Layers,
    Layout Input,
    Layout Output,
    bool NeedsInputGradient,
    int Units,
    Activation Activation,
    StageParameters Learned
) : Stage(Name, Layers, Input, Output, NeedsInputGradient)
{
    /// <summary>Whether many of its inputs can be expected to be zero.</summary>
    public bool HasZeroInputs { get; init; }

    /// <summary>Whether many of its outputs' gradients can be expected to be zero.</summary>
    public bool HasZeroGradients { get; init; }

    /// <summary>How its outputs and its weight gradient are computed.</summary>
    public DenseInputAlgorithm Inputs { get; init; }

    /// <summary>How its input gradient is computed, if it is.</summary>
    public DenseGradientAlgorithm Gradients { get; init; }

    public override bool IsGroupWise => true;

    public override StageParameters? Parameters => Learned;

    public override EquatableArray<Decision> Decisions =>
        [
            new("outputs, weight gradient", Inputs, DenseChoice.Inputs(this)),
            .. NeedsInputGradient
                ? (Decision[])[new("input gradient", Gradients, DenseChoice.Gradients(this))]
                : [],
            .. WeightCopyChoice.Decisions(this),
        ];
}

/// <summary>An activation that no stage before it could take.</summary>
internal sealed record ActivationStage(
    string Name,
    EquatableArray<int> Layers,
    Layout Input,
    Layout Output,
    bool NeedsInputGradient,
    Activation Activation
) : Stage(Name, Layers, Input, Output, NeedsInputGradient);

/// <summary>Dropout.</summary>
/// <param name="LayerIndex">Part of the key that decides what is dropped.</param>
internal sealed record DropoutStage(
    string Name,
    EquatableArray<int> Layers,
    Layout Input,
    Layout Output,
    bool NeedsInputGradient,
    double Rate,
    int LayerIndex
) : Stage(Name, Layers, Input, Output, NeedsInputGradient);

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
