using LayerGen.Generator.Core.Layers;

namespace LayerGen.Generator.Core.Planning;

/// <summary>
/// Batch normalisation + sum with another value + activation. In training it has two parts each way, with a barrier between
/// them: what a sample becomes depends on the whole batch.
/// </summary>
/// <param name="Normalised">The layer that normalises: <c>batchnorm1</c>.</param>
/// <param name="Settings">Its settings.</param>
/// <param name="Learned">Scale and shift, as far as it has them.</param>
/// <param name="Activation">Applied last.</param>
internal sealed record BatchNormStage(
    string Name,
    EquatableArray<int> Layers,
    Layout Input,
    Layout Output,
    bool NeedsInputGradient,
    string Normalised,
    BatchNormLayer Settings,
    EquatableArray<ParameterShape> Learned,
    Activation Activation
) : Stage(Name, Layers, Input, Output, NeedsInputGradient)
{
    /// <summary>Finds mean and variance of the samples that a shard has.</summary>
    public static StagePart Moments { get; } = new("Moments", false);

    /// <summary>Normalises by mean and variance of the batch.</summary>
    public static StagePart Normalise { get; } = new("Normalise", true);

    /// <summary>Adds up the gradients of scale and shift of the samples that a shard has.</summary>
    public static StagePart Sums { get; } = new("Sums", false);

    /// <summary>Finds the input gradient, which depends on these sums over the batch.</summary>
    public static StagePart InputGradient { get; } = new("InputGradient", true);

    /// <summary>Whether another value is added before the activation.</summary>
    public bool HasSum => Reads.Count > 1;

    /// <summary>Floats for one number of each channel.</summary>
    public int Stride => Output.ChannelStride;

    /// <summary>Values of a channel in one sample.</summary>
    public int Positions => Output.Height * Output.Width;

    public override EquatableArray<StagePart> ForwardParts => [Moments, Normalise];

    public override EquatableArray<StagePart> BackwardParts =>
        NeedsInputGradient ? [Sums, InputGradient] : [Sums];

    // The other summand's gradient is that of the sum; only what is normalised waits for the batch.
    public override int GradientPart(int read) => read == 0 ? BackwardParts.Count - 1 : 0;

    public override string LayerName => Normalised;

    public override EquatableArray<StageTensor> Tensors
    {
        get
        {
            StageTensor Running(string role, float start) =>
                new(
                    new(role, [Output.Channels], 1, 1),
                    new Start.Constant(start),
                    default,
                    IsTrained: false
                );
            return
            [
                .. Learned.Select(shape => new StageTensor(
                    shape,
                    new Start.Constant(shape.Role == "scale" ? 1 : 0),
                    default,
                    IsTrained: true
                )),
                Running("mean", 0),
                Running("variance", 1),
            ];
        }
    }

    public override string ForwardWords(int groupSize) =>
        "mean and variance of the batch, then normalised"
        + (HasSum ? " + sum" : "")
        + (Activation == Activation.None ? "" : $" + {Activation}")
        + "; at inference by running ones";

    public override string BackwardWords =>
        NeedsInputGradient ? "sums over the batch, then the input gradient" : "sums over the batch";

    public override bool MakesZeros(bool inputs) => Activation == Activation.Relu;

    public override IEnumerable<PlannedBuffer> Memory(int groupSize)
    {
        yield return Numbers(
            "Moments",
            2,
            BufferScope.Shard,
            "Mean and squared deviation of each channel."
        );
        yield return Numbers(
            "Sums",
            2,
            BufferScope.Shard,
            "Sums of gradients of each channel, plain and times the normalised value."
        );
        yield return Numbers(
            "Numbers",
            4,
            BufferScope.Worker,
            "By which training normalises: mean, 1 / deviation, factor, shift of each channel."
        );
        yield return Numbers("Totals", 2, BufferScope.Worker, "Sums of gradients over the batch.");
        yield return Numbers("Running", 4, BufferScope.Worker, "By which inference normalises.");
    }

    private PlannedBuffer Numbers(string name, int rows, BufferScope scope, string purpose) =>
        Buffer(name, rows * Stride, scope, BufferUse.Statistics, purpose) with
        {
            Slack = 0,
        };
}
