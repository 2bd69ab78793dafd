namespace LayerGen.Generator.Core.Planning;

/// <summary>The way through the network that a step belongs to.</summary>
internal enum Pass
{
    /// <summary>From inputs to logits.</summary>
    Forward,

    /// <summary>From the loss back to what learns.</summary>
    Backward,
}

/// <summary>
/// A part of a stage's work in one pass. Most stages have one part a pass; one whose later part needs what an earlier part
/// found in all samples of the batch has two. Compares by value.
/// </summary>
/// <param name="Name">What emission calls it.</param>
/// <param name="AfterBarrier">Whether it reads what the part before it made of all samples of the batch.</param>
internal sealed record StagePart(string Name, bool AfterBarrier)
{
    /// <summary>All of a stage's work in one pass.</summary>
    public static StagePart Whole { get; } = new("", false);
}

/// <summary>One stage's part in the pass of a batch. Compares by value.</summary>
/// <param name="Stage">The stage's place in the plan.</param>
/// <param name="Pass">The pass.</param>
/// <param name="Part">The part.</param>
/// <param name="IsGroupWise">Whether it takes a group of samples at once.</param>
internal sealed record Step(int Stage, Pass Pass, StagePart Part, bool IsGroupWise);

/// <summary>
/// What happens between two barriers: a worker takes a group of samples through these steps, then the next group. Compares
/// by value.
/// </summary>
/// <param name="Forward">Steps of the forward pass, in their order.</param>
/// <param name="HasLoss">Whether the loss follows them.</param>
/// <param name="Backward">Steps of the backward pass, in their order.</param>
internal sealed record SamplePhase(
    EquatableArray<Step> Forward,
    bool HasLoss,
    EquatableArray<Step> Backward
);

/// <summary>
/// The order of a training batch: phases with a barrier after each. One rule decides: a step runs in the latest phase of
/// what it reads, and in the one after that where it reads what was made of all samples. Compares by value.
/// </summary>
/// <param name="Phases">At least one. Gradients that need all samples are completed in a phase after the last.</param>
internal sealed record Schedule(EquatableArray<SamplePhase> Phases)
{
    /// <summary>The phase in which gradients over the whole batch are completed.</summary>
    public int GradientsPhase => Phases.Count;

    /// <summary>The phase with the loss.</summary>
    public int LossPhase => Enumerable.Range(0, Phases.Count).First(phase => Phases[phase].HasLoss);

    /// <summary>The first phase with a step of the backward pass; the number of phases if there is none.</summary>
    public int FirstBackwardPhase => Phases.TakeWhile(phase => phase.Backward.Count == 0).Count();

    /// <summary>The phases of stages whose last one makes the logits.</summary>
    public static Schedule Of(IReadOnlyList<Stage> stages)
    {
        List<(int Phase, Step Step)> forward = [];
        Dictionary<int, int> written = []; // the phase in which each value is complete
        for (int i = 0; i < stages.Count; i++)
        {
            int phase = stages[i]
                .Reads.Select(read => written.TryGetValue(read.Value, out int at) ? at : 0)
                .DefaultIfEmpty(0)
                .Max();
            foreach (StagePart part in stages[i].ForwardParts)
                Add(forward, ref phase, i, Pass.Forward, part);
            written[stages[i].Writes] = phase;
        }
        int loss = written[stages[stages.Count - 1].Writes];

        List<(int Phase, Step Step)> backward = [];
        Dictionary<int, int> complete = new() { [stages[stages.Count - 1].Writes] = loss };
        for (int i = stages.Count - 1; i >= 0; i--)
        {
            if (!stages[i].HasBackward)
                continue;
            int phase = complete[stages[i].Writes];
            for (int part = 0; part < stages[i].BackwardParts.Count; part++)
            {
                Add(backward, ref phase, i, Pass.Backward, stages[i].BackwardParts[part]);
                for (int place = 0; place < stages[i].Reads.Count; place++)
                    if (
                        stages[i].Reads[place] is { NeedsGradient: true, Value: var value }
                        && stages[i].GradientPart(place) == part
                    )
                        complete[value] = Math.Max(
                            phase,
                            complete.TryGetValue(value, out int at) ? at : 0
                        );
            }
        }
        int last = forward.Concat(backward).Max(step => step.Phase);
        return new(
            Enumerable
                .Range(0, last + 1)
                .Select(phase => new SamplePhase(
                    In(forward, phase),
                    phase == loss,
                    In(backward, phase)
                ))
                .ToEquatableArray()
        );

        void Add(List<(int, Step)> steps, ref int phase, int stage, Pass pass, StagePart part)
        {
            if (part.AfterBarrier)
                phase++;
            steps.Add((phase, new(stage, pass, part, stages[stage].IsGroupWise)));
        }
    }

    private static EquatableArray<Step> In(List<(int Phase, Step Step)> steps, int phase) =>
        steps.Where(step => step.Phase == phase).Select(step => step.Step).ToEquatableArray();
}
