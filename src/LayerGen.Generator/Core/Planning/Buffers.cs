namespace LayerGen.Generator.Core.Planning;

/// <summary>Plans all memory of a training step.</summary>
internal static class Buffers
{
    public static EquatableArray<PlannedBuffer> For(
        EquatableArray<Stage> stages,
        EquatableArray<Value> values,
        Lifetimes lifetimes,
        int outputs,
        int groupSize
    )
    {
        List<PlannedBuffer> buffers = [];
        for (int i = 0; i < stages.Count; i++)
        {
            Stage stage = stages[i];
            Value written = values[stage.Writes];
            int slack = Layout.WidestVector + Overrun(stages, written);
            PlannedBuffer[] own =
            [
                new(
                    $"{written.Name}Output",
                    "float",
                    written.Layout.Size,
                    slack,
                    lifetimes.OfValue(written),
                    $"{Describe(written.Layout)}."
                ),
                .. stage
                    .Memory(groupSize)
                    .Select(buffer =>
                        buffer.Scope == BufferScope.Group
                            ? buffer with
                            {
                                Scope = lifetimes.OfStage(i),
                            }
                            : buffer
                    ),
                .. stage.HasBackward
                    ?
                    [
                        new(
                            $"{written.Name}OutputGradient",
                            "float",
                            written.Layout.Size,
                            slack,
                            lifetimes.OfGradient(written),
                            $"Gradient of the loss with respect to {written.Name}Output."
                        )
                        {
                            Use = BufferUse.Gradient,
                        },
                    ]
                    : Array.Empty<PlannedBuffer>(),
                .. Copies(stage),
            ];
            buffers.AddRange(own.Select(buffer => buffer with { Stage = i }));
        }
        buffers.AddRange(
            stages
                .SelectMany(stage => stage.SharedMemory)
                .GroupBy(buffer => buffer.Name)
                .OrderByDescending(buffer => buffer.Key, StringComparer.Ordinal)
                .Select(same => same.OrderByDescending(buffer => buffer.Size).First())
        );
        if (outputs > 0)
            buffers.Add(
                new(
                    "Probabilities",
                    "float",
                    Layout.RoundUp(outputs),
                    0,
                    BufferScope.Sample,
                    "Outputs of the sample in hand."
                )
            );
        return buffers.ToEquatableArray();
    }

    private static IEnumerable<PlannedBuffer> Copies(Stage stage) =>
        stage.WeightCopies.Select(copy =>
            copy with
            {
                Scope =
                    stage.Parameters!.Copies == WeightCopyAlgorithm.OwnCopies
                        ? BufferScope.Worker
                        : BufferScope.Network,
            }
        );

    private static int Overrun(EquatableArray<Stage> stages, Value value) =>
        value.Readers.Select(reader => stages[reader].Overrun).DefaultIfEmpty(0).Max();

    private static string Describe(Layout layout) =>
        layout.Height * layout.Width == 1
            ? $"{layout.Channels} features"
            : $"{layout.Height}×{layout.Width}×{layout.Channels}";
}
