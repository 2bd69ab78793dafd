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
    public string Sample(Read read) =>
        IsCallers(read)
            ? $"ref Unsafe.Add(ref inputs, {Sum($"(first + s) * {plan.Graph.Input.Size}", plan.Values[read.Value].ColumnOffset)})"
            : Sample(OutputOf(read), read.Offset);

    /// <summary>The first sample of the group in what a stage reads.</summary>
    public string Group(Read read) =>
        IsCallers(read)
            ? $"ref Unsafe.Add(ref inputs, first * {plan.Graph.Input.Size})"
            : Group(OutputOf(read), read.Offset);

    /// <summary>The first sample of the batch in what a stage reads.</summary>
    public string Start(Read read) =>
        IsCallers(read) ? "ref inputs" : Start(OutputOf(read), read.Offset);

    /// <summary>Whether a stage reads the caller's array.</summary>
    public bool IsCallers(Read read) => plan.Values[read.Value].Producer is null;

    /// <summary>The buffer of what a stage reads.</summary>
    public string OutputOf(Read read) => $"{plan.Values[read.Value].Name}Output";

    /// <summary>The buffer of the gradient with respect to what a stage reads.</summary>
    public string GradientOf(Read read) => $"{plan.Values[read.Value].Name}OutputGradient";

    /// <summary>The sample <c>s</c> of a buffer, or so many floats further on.</summary>
    public string Sample(string name, int offset = 0)
    {
        PlannedBuffer buffer = _buffers[name];
        return buffer.Scope switch
        {
            BufferScope.Group => $"ref work.{name}.At({Sum($"s * {buffer.Size}", offset)})",
            BufferScope.Batch =>
                $"ref {Literals.Field(name)}.At({Sum($"(first + s) * {buffer.Size}", offset)})",
            _ => Start(name, offset),
        };
    }

    /// <summary>The first sample of the group in a buffer.</summary>
    public string Group(string name, int offset = 0)
    {
        PlannedBuffer buffer = _buffers[name];
        return buffer.Scope is BufferScope.Batch
            ? $"ref {Literals.Field(name)}.At({Sum($"first * {buffer.Size}", offset)})"
            : Start(name, offset);
    }

    /// <summary>The start of a buffer, or so many floats further on.</summary>
    public string Start(string name, int offset = 0)
    {
        PlannedBuffer buffer = _buffers[name];
        string memory = buffer.Scope
            is BufferScope.Shard
                or BufferScope.Batch
                or BufferScope.Network
            ? Literals.Field(name)
            : $"work.{name}";
        return (buffer.Place, offset) switch
        {
            (not null, 0) => $"ref {memory}",
            (not null, _) => $"ref Unsafe.Add(ref {memory}, {offset})",
            (null, 0) => $"ref {memory}.Start",
            (null, _) => $"ref {memory}.At({offset})",
        };
    }

    /// <summary>All of a buffer that has memory of its own, as a span.</summary>
    public string Whole(string name) =>
        _buffers[name].Scope is BufferScope.Shard or BufferScope.Batch or BufferScope.Network
            ? $"{Literals.Field(name)}.Span"
            : $"work.{name}.Span";

    /// <summary>The weight that the forward pass reads: the natural one, or its padded copy.</summary>
    public string ForwardWeight(Stage stage) =>
        stage.PadsForwardWeight
            ? Start($"{stage.Name}ForwardWeight")
            : Array($"{stage.Name}Weight");

    /// <summary>The first element of one of the network's arrays.</summary>
    public static string Array(string name) =>
        $"ref MemoryMarshal.GetArrayDataReference({Literals.Field(name)})";

    private static string Sum(string product, int offset) =>
        offset == 0 ? product : $"({product}) + {offset}";
}
