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
    /// <param name="lifetimeOf">The first and the last step in which a shared buffer holds something.</param>
    public static EquatableArray<PlannedBuffer> Share(
        EquatableArray<PlannedBuffer> buffers,
        Func<PlannedBuffer, (int First, int Last)> lifetimeOf
    )
    {
        List<PlannedBuffer> placed = [];
        // The largest first, each as far in front as those allow that live at the same time.
        foreach (PlannedBuffer buffer in buffers.Where(IsShared).OrderByDescending(RoomOf))
            placed.Add(buffer with { Place = FirstPlace(buffer, placed, lifetimeOf) });
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
        Func<PlannedBuffer, (int First, int Last)> lifetimeOf
    )
    {
        (int first, int last) = lifetimeOf(buffer);
        PlannedBuffer[] alive =
        [
            .. placed.Where(other =>
                lifetimeOf(other) is var (from, to) && from <= last && to >= first
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
