namespace LayerGen.Generator.Core.Planning;

/// <summary>
/// Lets the memory of one sample that holds something for one or two steps only, scratch and gradients on their way,
/// share one piece of each worker: buffers that never hold something at the same time may lie in the same place.
/// </summary>
internal static class SharedScratch
{
    /// <summary>The name of the shared memory.</summary>
    public const string Name = "Scratch";

    /// <summary>The same buffers with their places in the shared memory, and that memory in front of them.</summary>
    /// <param name="buffers">All buffers of a training step.</param>
    /// <param name="stages">How many stages there are.</param>
    public static EquatableArray<PlannedBuffer> Share(
        EquatableArray<PlannedBuffer> buffers,
        int stages
    )
    {
        List<PlannedBuffer> placed = [];
        // The largest first, each as far in front as those allow that live at the same time.
        foreach (PlannedBuffer buffer in buffers.Where(IsShared).OrderByDescending(RoomOf))
            placed.Add(buffer with { Place = FirstPlace(buffer, placed, stages) });
        if (placed.Count < 2)
            return buffers;
        Dictionary<string, PlannedBuffer> byName = placed.ToDictionary(buffer => buffer.Name);
        return
        [
            new(
                Name,
                "float",
                placed.Max(End),
                0,
                BufferScope.Sample,
                "Memory that stages take turns with: what is needed at different times lies in one place."
            ),
            .. buffers.Select(buffer =>
                byName.TryGetValue(buffer.Name, out PlannedBuffer? there) ? there : buffer
            ),
        ];
    }

    /// <summary>
    /// The steps of a sample, counted through all stages forward and back again, from the first to the last in which a
    /// shared buffer holds something.
    /// </summary>
    public static (int First, int Last) Lifetime(PlannedBuffer buffer, int stages)
    {
        int forward = buffer.Stage!.Value;
        int backward = (2 * stages) - 1 - forward;
        return buffer.Use switch
        {
            BufferUse.ForwardScratch => (forward, forward),
            BufferUse.BackwardScratch => (backward, backward),
            _ => (backward - 1, backward), // a gradient: from the stage behind
        };
    }

    private static bool IsShared(PlannedBuffer buffer) =>
        buffer
            is {
                Scope: BufferScope.Sample,
                Element: "float",
                Use: BufferUse.Gradient or BufferUse.ForwardScratch or BufferUse.BackwardScratch
            };

    private static int FirstPlace(
        PlannedBuffer buffer,
        IReadOnlyList<PlannedBuffer> placed,
        int stages
    )
    {
        (int first, int last) = Lifetime(buffer, stages);
        PlannedBuffer[] alive =
        [
            .. placed.Where(other =>
                Lifetime(other, stages) is var (from, to) && from <= last && to >= first
            ),
        ];
        int[] candidates = [0, .. alive.Select(End)];
        return candidates
            .Where(place =>
                alive.All(other => End(other) <= place || place + RoomOf(buffer) <= other.Place)
            )
            .Min();
    }

    /// <summary>Whole vectors, so that each buffer starts on a cache line.</summary>
    private static int RoomOf(PlannedBuffer buffer) => Layout.RoundUp(buffer.Size + buffer.Slack);

    private static int End(PlannedBuffer buffer) => buffer.Place!.Value + RoomOf(buffer);
}
