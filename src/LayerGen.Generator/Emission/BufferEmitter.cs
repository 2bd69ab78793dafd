using LayerGen.Generator.Core.Planning;

namespace LayerGen.Generator.Emission;

/// <summary>Writes the planned buffers: how long each is, and the class of those that belong to one worker.</summary>
internal static class BufferEmitter
{
    /// <summary>Writes the class of a worker's memory.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="plan">Its buffers.</param>
    /// <param name="versions">Names of fields that hold a version of the weights, and what each is of.</param>
    public static void WriteWorkspace(
        SourceWriter writer,
        Plan plan,
        IEnumerable<(string Name, string Of)> versions
    )
    {
        writer.Write("");
        writer.Write("/// <summary>A worker's own memory: what no other worker reads.</summary>");
        writer.Open("private sealed class Workspace");
        foreach ((string name, string of) in versions)
            writer.Write(
                $"/// <summary>The version of the weights that the copies for the {of} pass were made from.</summary>\npublic long {name};"
            );
        foreach (PlannedBuffer buffer in plan.Buffers)
            if (buffer.Scope is BufferScope.Sample or BufferScope.Worker or BufferScope.Group)
            {
                string count = buffer.Scope == BufferScope.Group ? "GroupSize" : "";
                writer.Write(
                    $"/// <summary>{buffer.Purpose}{(count.Length > 0 ? " For a group of samples." : "")}</summary>"
                );
                writer.Write(
                    buffer.Place is { } place
                        ? $"public ref float {buffer.Name} => ref {SharedScratch.Name}.At({place});"
                        : $"public readonly AlignedBuffer<{buffer.Element}> {buffer.Name} = new({LengthOf(buffer, count)});"
                );
            }
        writer.Close();
    }

    /// <summary>How often the network has a buffer, as an expression; empty for once.</summary>
    public static string CountOf(BufferScope scope) =>
        scope switch
        {
            BufferScope.Batch => "maxBatchSize",
            BufferScope.Shard => "Shards.Most",
            _ => "",
        };

    /// <summary>The length of a buffer as an expression, for so many samples.</summary>
    public static string LengthOf(PlannedBuffer buffer, string count) =>
        (count.Length > 0 ? $"{count} * {buffer.Size}" : $"{buffer.Size}")
        + (buffer.Slack > 0 ? $" + {buffer.Slack}" : "");
}
