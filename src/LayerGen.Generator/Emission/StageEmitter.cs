using System.Globalization;
using LayerGen.Generator.Core.Layers;
using LayerGen.Generator.Core.Planning;
using LayerGen.Generator.Emission.Stages;

namespace LayerGen.Generator.Emission;

/// <summary>
/// Writes one stage: its calls in the passes, its kernels for each vector width, and the work it adds before and after
/// the samples.
/// </summary>
internal abstract class StageEmitter(Plan plan, int index)
{
    protected Plan Plan { get; } = plan;

    protected int Index { get; } = index;

    protected Addresses Addresses { get; } = new(plan);

    public abstract Stage Stage { get; }

    protected string Name => Stage.Name;

    /// <summary>The functions that exist once a vector width.</summary>
    public virtual IEnumerable<Kernel> Kernels => [];

    /// <summary>The forward calls for sample <c>s</c>, or for the group of a group-wise stage.</summary>
    public abstract void Forward(SourceWriter writer);

    /// <summary>The backward calls for sample <c>s</c>, or for the group of a group-wise stage.</summary>
    public abstract void Backward(SourceWriter writer);

    /// <summary>The forward calls of inference, where they are others than those of training.</summary>
    public virtual void Infer(SourceWriter writer) => Forward(writer);

    /// <summary>What a worker does for a step before the first sample of a shard.</summary>
    public virtual void BeginShard(Step step, SourceWriter writer) { }

    /// <summary>Whether a step reads the caller's array: most stages do so in the forward pass only.</summary>
    public virtual bool ReadsCallersArray(Step step) =>
        step.Pass == Pass.Forward && Stage.Reads.Any(Addresses.IsCallers);

    /// <summary>Copies of weights that every pass needs.</summary>
    public virtual IEnumerable<SlicedWork> ForwardPacking => [];

    /// <summary>Copies of weights that only the backward pass needs.</summary>
    public virtual IEnumerable<SlicedWork> BackwardPacking => [];

    /// <summary>What completes the gradients after all samples.</summary>
    public virtual IEnumerable<SlicedWork> Gradients => [];

    /// <summary>Functions of the stage that do not depend on the vector width.</summary>
    public virtual void Methods(SourceWriter writer) { }

    /// <summary>The gradient with respect to what the stage wrote, for sample <c>s</c>.</summary>
    protected string OutputGradient => Addresses.Sample($"{Name}OutputGradient");

    /// <summary>What the stage reads, and the gradient with respect to it.</summary>
    protected Read Input => Stage.Reads[0];

    /// <summary>What the stage reads, for sample <c>s</c>.</summary>
    protected string InputOfSample => Addresses.Sample(Input);

    /// <summary>The gradient with respect to what the stage read, for sample <c>s</c>, where the stage sees it begin.</summary>
    protected string InputGradient => Addresses.Sample(Addresses.GradientOf(Input), Input.Offset);

    /// <summary>
    /// Writes the clearing of the gradient of all that the stage read, for kernels that add to it; none where another
    /// reader of it was there before.
    /// </summary>
    protected void ClearInputGradient(SourceWriter writer)
    {
        if (!Input.AddsGradient)
            writer.Write(
                $"MemoryMarshal.CreateSpan({Addresses.Sample(Addresses.GradientOf(Input))}, {Plan.Values[Input.Value].Layout.Size}).Clear();"
            );
    }

    /// <summary>Writes a part of the stage's work.</summary>
    public virtual void Write(Step step, SourceWriter writer)
    {
        if (step.Pass == Pass.Forward)
            Forward(writer);
        else
            Backward(writer);
    }

    /// <summary>The emitter of a stage: the one place that knows them all.</summary>
    public static StageEmitter For(Plan plan, int index) =>
        plan.Stages[index] switch
        {
            CopyStage stage => new CopyEmitter(plan, index, stage),
            ConvStage { Planar: not null } stage => new PlanarConvEmitter(plan, index, stage),
            ConvStage stage => new ConvEmitter(plan, index, stage),
            PoolStage stage => new PoolEmitter(plan, index, stage),
            DenseStage stage => new DenseEmitter(plan, index, stage),
            ActivationStage stage => new ActivationEmitter(plan, index, stage),
            DropoutStage stage => new DropoutEmitter(plan, index, stage),
            UpSampleStage stage => new UpSampleEmitter(plan, index, stage),
            BatchNormStage stage => new BatchNormEmitter(plan, index, stage),
            JoinStage { Joining: Joining.Concat } stage => new ConcatEmitter(plan, index, stage),
            JoinStage stage => new JoinEmitter(plan, index, stage),
            _ => throw new InvalidOperationException("Stage is a closed union."),
        };
}

/// <summary>A function that exists once a vector width.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Parameters">Its parameter list.</param>
/// <param name="Summary">What it computes, as a sentence.</param>
/// <param name="Body">Writes its statements.</param>
/// <param name="IsPart">
/// Whether only kernels call it. The compiler must not make it a part of them again: it has the registers to itself.
/// </param>
internal sealed record Kernel(
    string Name,
    string Parameters,
    string Summary,
    Action<SourceWriter, VectorWidth> Body,
    bool IsPart = false
);

/// <summary>Work over a range that several workers share.</summary>
/// <param name="Call">A call with <c>{0}</c> and <c>{1}</c> for the range's begin and end.</param>
/// <param name="Length">The range is 0 to this, exclusive.</param>
/// <param name="Parts">How many pieces it is cut into.</param>
/// <param name="Source">The field that it copies from, if it is a copy of a weight.</param>
/// <param name="Target">The buffer that it copies to, if it is one.</param>
internal sealed record SlicedWork(
    string Call,
    int Length,
    int Parts,
    string Source = "",
    string Target = ""
)
{
    /// <summary>Floats that one piece should move at least: less is not worth handing out.</summary>
    private const int FloatsPerPart = 8192;

    /// <summary>Pieces of a size: enough for eight workers, who get two each.</summary>
    private const int UsualParts = 16;

    /// <summary>
    /// Floats that one piece of much work moves: pieces of one size keep a worker's part of them the same part of the
    /// weights in every phase.
    /// </summary>
    private const int FloatsPerLargePart = 32768;

    /// <summary>Cuts work into pieces worth handing out: at most 16, or more of a fixed size where there is much.</summary>
    public static SlicedWork Of(
        string call,
        int length,
        long floats,
        string source = "",
        string target = ""
    ) =>
        new(
            call,
            length,
            (int)
                Math.Max(
                    1,
                    Math.Min(
                        length,
                        Math.Max(
                            Math.Min(UsualParts, floats / FloatsPerPart),
                            floats / FloatsPerLargePart
                        )
                    )
                ),
            source,
            target
        );

    /// <summary>The call for a range.</summary>
    public string Over(string begin, string end) =>
        string.Format(CultureInfo.InvariantCulture, Call, begin, end);

    /// <summary>The call for all of it.</summary>
    public string Whole
    {
        get => field ?? Over("0", $"{Length}");
        init;
    }
}
