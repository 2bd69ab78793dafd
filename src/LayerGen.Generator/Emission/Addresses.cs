using LayerGen.Generator.Core.Planning;

namespace LayerGen.Generator.Emission;

/// <summary>
/// Where a buffer's samples are, as C# expressions. In the emitted pass, <c>first</c> is the batch index of the first
/// sample of the group in hand, <c>s</c> the sample's place in that group, and <c>work</c> the worker's own memory.
/// </summary>
internal sealed class Addresses(Plan plan)
{
    private readonly Dictionary<string, PlannedBuffer> _buffers = plan.Buffers.ToDictionary(
        buffer => buffer.Name
    );

    /// <summary>The sample <c>s</c> of what a stage reads.</summary>
    public string InputOfSample(int stage) =>
        stage == 0
            ? $"ref Unsafe.Add(ref inputs, (first + s) * {plan.Stages[0].Input.Size})"
            : Sample($"{plan.Stages[stage - 1].Name}Output");

    /// <summary>The first sample of the group in what a stage reads.</summary>
    public string InputOfGroup(int stage) =>
        stage == 0
            ? $"ref Unsafe.Add(ref inputs, first * {plan.Stages[0].Input.Size})"
            : Group($"{plan.Stages[stage - 1].Name}Output");

    /// <summary>The first sample of the batch in what a stage reads.</summary>
    public string InputOfBatch(int stage) =>
        stage == 0 ? "ref inputs" : Start($"{plan.Stages[stage - 1].Name}Output");

    /// <summary>The sample <c>s</c> of a buffer.</summary>
    public string Sample(string name)
    {
        PlannedBuffer buffer = _buffers[name];
        return buffer.Scope switch
        {
            BufferScope.Group => $"ref work.{name}.At(s * {buffer.Size})",
            BufferScope.Batch => $"ref {Literals.Field(name)}.At((first + s) * {buffer.Size})",
            _ => Start(name),
        };
    }

    /// <summary>The first sample of the group in a buffer.</summary>
    public string Group(string name)
    {
        PlannedBuffer buffer = _buffers[name];
        return buffer.Scope is BufferScope.Batch
            ? $"ref {Literals.Field(name)}.At(first * {buffer.Size})"
            : Start(name);
    }

    /// <summary>The start of a buffer.</summary>
    public string Start(string name) =>
        _buffers[name] switch
        {
            { Place: not null } => $"ref work.{name}",
            { Scope: BufferScope.Batch or BufferScope.Network } =>
                $"ref {Literals.Field(name)}.Start",
            _ => $"ref work.{name}.Start",
        };

    /// <summary>All of a buffer that has memory of its own, as a span.</summary>
    public string Whole(string name) =>
        _buffers[name].Scope is BufferScope.Batch or BufferScope.Network
            ? $"{Literals.Field(name)}.Span"
            : $"work.{name}.Span";

    /// <summary>The weight that the forward pass reads: the natural one, or its padded copy.</summary>
    public string ForwardWeight(Stage stage) =>
        Buffers.NeedsForwardPacking(stage)
            ? Start($"{stage.Name}ForwardWeight")
            : Array($"{stage.Name}Weight");

    /// <summary>The first element of one of the network's arrays.</summary>
    public static string Array(string name) =>
        $"ref MemoryMarshal.GetArrayDataReference({Literals.Field(name)})";
}
