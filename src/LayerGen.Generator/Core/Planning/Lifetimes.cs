namespace LayerGen.Generator.Core.Planning;

/// <summary>
/// From when to when the memory of a training step must keep what it holds: a value that crosses a barrier is kept for the
/// batch, one that crosses from one loop over a group's samples to another for the group, others for the sample in hand.
/// </summary>
internal sealed class Lifetimes
{
    private readonly IReadOnlyList<Stage> _stages;
    private readonly Dictionary<(int Stage, Pass Pass), List<Place>> _places = [];

    public Lifetimes(IReadOnlyList<Stage> stages, Schedule schedule)
    {
        _stages = stages;
        int time = 0;
        int loop = 0;
        for (int phase = 0; phase < schedule.Phases.Count; phase++)
        {
            Walk(schedule.Phases[phase].Forward);
            if (schedule.Phases[phase].HasLoss)
                Loss = new(phase, ++loop, time++);
            Walk(schedule.Phases[phase].Backward);

            void Walk(EquatableArray<Step> steps)
            {
                loop++;
                for (int i = 0; i < steps.Count; i++)
                {
                    // Steps that take one sample share a loop; one that takes a group stands alone.
                    if (i > 0 && (steps[i].IsGroupWise || steps[i - 1].IsGroupWise))
                        loop++;
                    (int Stage, Pass Pass) key = (steps[i].Stage, steps[i].Pass);
                    if (!_places.TryGetValue(key, out List<Place>? places))
                        _places[key] = places = [];
                    places.Add(new(phase, loop, time++));
                }
            }
        }
    }

    /// <summary>When the loss is computed.</summary>
    private Place Loss { get; }

    /// <summary>How long a value is kept: from its stage to the last reader, forward and back again.</summary>
    /// <remarks>It is never kept for the sample alone: the backward pass takes the group's samples in another loop.</remarks>
    public BufferScope OfValue(Value value) =>
        value.Readers.Any(reader => _stages[reader].TakesBatchInputs)
        || Phases(
            Of(value.Producer!.Value),
            value.Readers.SelectMany(Of),
            value.Readers.Count == 0 ? [Loss] : []
        ) > 1
            ? BufferScope.Batch
            : BufferScope.Group;

    /// <summary>How long a stage's own memory is kept from its forward pass to its backward pass.</summary>
    public BufferScope OfStage(int stage) =>
        Phases(Of(stage)) > 1 ? BufferScope.Batch : BufferScope.Group;

    /// <summary>How long the gradient of a value is kept: from the first reader's backward pass to its stage's.</summary>
    public BufferScope OfGradient(Value value)
    {
        Place[] places = [.. GradientPlaces(value)];
        return _stages[value.Producer!.Value].TakesBatchInputs || Phases(places) > 1
                ? BufferScope.Batch
            : places.Select(place => place.Loop).Distinct().Count() > 1 ? BufferScope.Group
            : BufferScope.Sample;
    }

    /// <summary>The first and the last step in which the gradient of a value is held.</summary>
    private (int First, int Last) GradientSteps(Value value)
    {
        int[] times = [.. GradientPlaces(value).Select(place => place.Time)];
        return (times.Min(), times.Max());
    }

    /// <summary>The first and the last step of a stage in one pass.</summary>
    private (int First, int Last) Steps(int stage, Pass pass) =>
        (_places[(stage, pass)][0].Time, _places[(stage, pass)].Max(place => place.Time));

    /// <summary>The first and the last step in which a buffer for the sample in hand holds something.</summary>
    public (int First, int Last) OfShared(PlannedBuffer buffer, EquatableArray<Value> values)
    {
        int stage = buffer.Stage!.Value;
        return buffer.Use switch
        {
            BufferUse.ForwardScratch => Steps(stage, Pass.Forward),
            BufferUse.BackwardScratch => Steps(stage, Pass.Backward),
            BufferUse.Gradient => GradientSteps(values[_stages[stage].Writes]),
            _ => throw new InvalidOperationException($"{buffer.Name} is kept, not shared."),
        };
    }

    private IEnumerable<Place> GradientPlaces(Value value) =>
        At(value.Producer!.Value, Pass.Backward)
            .Concat(
                value.Readers.Count == 0
                    ? [Loss]
                    : value.Readers.SelectMany(reader => At(reader, Pass.Backward))
            );

    private IEnumerable<Place> Of(int stage) =>
        At(stage, Pass.Forward).Concat(At(stage, Pass.Backward));

    private List<Place> At(int stage, Pass pass) =>
        _places.TryGetValue((stage, pass), out List<Place>? places) ? places : [];

    private static int Phases(params IEnumerable<Place>[] places) =>
        places.SelectMany(some => some).Select(place => place.Phase).Distinct().Count();

    /// <summary>A step's place: the barriers before it, the loop that it is in, and the steps before it.</summary>
    private readonly record struct Place(int Phase, int Loop, int Time);
}
