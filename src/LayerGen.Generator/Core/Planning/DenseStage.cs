using LayerGen.Generator.Core.Layers;

namespace LayerGen.Generator.Core.Planning;

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

    public override bool TakesBatchInputs => true;

    public override StageParameters? Parameters => Learned;

    public override Stage With(StageParameters learned) => this with { Learned = learned };

    public override bool PadsForwardWeight => Units < Layout.WidestVector;

    public override long MultiplyAdds => Learned.Weight.Size;

    public override bool MakesZeros(bool inputs) => Activation == Activation.Relu;

    public override string ForwardWords(int groupSize) =>
        "product over groups of samples, tiles of "
        + VectorWidth.EachWidth(width =>
            Tiling.Overlapping(width, width.ColumnsFor(Units), groupSize).ToString()
        )
        + (
            Inputs == DenseInputAlgorithm.LiveInputs
                ? "; inputs that are zero are skipped where they are many"
                : ""
        );

    public override string BackwardWords => "weight gradient over the whole batch";

    public override IEnumerable<PlannedBuffer> Memory(int groupSize)
    {
        if (DenseChunks.Panel(this, groupSize) is > 0 and int size)
            yield return Buffer(
                "Panel",
                size,
                BufferScope.Sample,
                BufferUse.ForwardScratch,
                "Columns of some rows of the weight, side by side."
            ) with
            {
                Slack = 0,
            };
        // Where another reader of what it reads was there before, its input gradient is added to what is there.
        if (Reads.Count > 0 && Reads[0].AddsGradient)
            yield return Buffer(
                "InputSums",
                Input.Size,
                BufferScope.Group,
                BufferUse.Activation,
                "Its input gradient, on the way to what other readers made of it."
            );
    }

    public override IEnumerable<PlannedBuffer> WeightCopies =>
        NeedsInputGradient
            ?
            [
                .. PaddedCopies.Of(this, Learned),
                PaddedCopies.Copy(
                    this,
                    "BackwardWeight",
                    Input.Size / Layout.WidestVector * BackwardRunStride,
                    $"Weight, {Layout.WidestVector} features of all units at a time."
                ),
            ]
            : PaddedCopies.Of(this, Learned);

    /// <summary>
    /// Floats of a vector of features, of one unit after the other: the order in which an input gradient reads a dense
    /// weight. Half a way of a first-level cache more where the same unit's would compete for one place in it.
    /// </summary>
    public int BackwardRunStride
    {
        get
        {
            int floats = Units * Layout.WidestVector;
            return floats % (2 * Layout.CacheStride) == 0 ? floats + Layout.CacheStride : floats;
        }
    }

    public override Stage Settled(bool inputs, bool gradients, ForcedAlgorithms forced)
    {
        DenseStage stage = this with
        {
            HasZeroInputs = inputs,
            HasZeroGradients = gradients || Activation == Activation.Relu,
        };
        return stage with
        {
            Inputs = forced.Choose<DenseInputAlgorithm>(DenseChoice.Inputs(stage)),
            Gradients = NeedsInputGradient
                ? forced.Choose<DenseGradientAlgorithm>(DenseChoice.Gradients(stage))
                : default,
        };
    }

    public override EquatableArray<Decision> Decisions =>
        [
            new("outputs, weight gradient", Inputs, DenseChoice.Inputs(this)),
            .. NeedsInputGradient
                ? (Decision[])[new("input gradient", Gradients, DenseChoice.Gradients(this))]
                : [],
            .. WeightCopyChoice.Decisions(this),
        ];
}
