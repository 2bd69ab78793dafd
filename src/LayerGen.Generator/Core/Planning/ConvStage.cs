using LayerGen.Generator.Core.Layers;

namespace LayerGen.Generator.Core.Planning;

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

    public override Stage With(StageParameters learned) => this with { Learned = learned };

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

    public override bool PadsForwardWeight => Learned.Weight.Rows % Layout.WidestVector != 0;

    public override int Overrun
    {
        get
        {
            int backward = Tiling.RunStride(Kernel.Height, RunLength) - RunLength;
            return Math.Max(backward, Tiles?.Overrun(this) ?? 0);
        }
    }

    public override int ShardGradientSize => ShardWeightSize + Layout.RoundUp(Filters);

    /// <summary>
    /// Floats of a shard's weight gradient, in the order in which the backward kernel writes it: filter by filter, or the
    /// natural order, with filters padded to whole vectors where they are in lanes.
    /// </summary>
    public int ShardWeightSize =>
        Backward switch
        {
            ConvBackwardAlgorithm.LivePositions => Filters * FilterStride,
            ConvBackwardAlgorithm.Planar => Layout.RoundUp(Learned.Weight.Size),
            ConvBackwardAlgorithm.FilterWise => Learned.Weight.Columns * Layout.RoundUp(Filters),
            _ => throw new InvalidOperationException($"No layout for {Backward}."),
        };

    /// <summary>Floats of one filter where weights or their gradients are packed filter by filter.</summary>
    public int FilterStride => Kernel.Height * Tiling.RunStride(Kernel.Height, RunLength);

    public override long MultiplyAdds =>
        Tiles is { } tiles
            ? (long)tiles.Rows * tiles.Columns * tiles.Products * Input.Channels * Filters
            : (long)Output.Height * Output.Width * (Pool?.Size.Area ?? 1) * Learned.Weight.Size;

    public override bool MakesZeros(bool inputs) => Activation == Activation.Relu;

    public override string ForwardWords(int groupSize) => ConvWords.Forward(this);

    public override string BackwardWords => ConvWords.Backward(this);

    public override IEnumerable<PlannedBuffer> Memory(int groupSize) => ConvBuffers.Of(this);

    public override IEnumerable<PlannedBuffer> SharedMemory => LiveBits.Of(this);

    public override IEnumerable<PlannedBuffer> WeightCopies => ConvBuffers.CopiesOf(this);

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
