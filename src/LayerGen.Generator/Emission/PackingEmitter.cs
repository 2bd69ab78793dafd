using LayerGen.Generator.Core.Planning;

namespace LayerGen.Generator.Emission;

/// <summary>
/// Writes how weights get into the orders in which kernels read them: copies that each worker makes for itself before its
/// first shard of a batch, and large ones that all workers make together in a phase of their own.
/// </summary>
internal sealed class PackingEmitter(Plan plan, IReadOnlyList<StageEmitter> stages)
{
    private const string ForwardVersion = "ForwardVersion";
    private const string BackwardVersion = "BackwardVersion";

    private readonly HashSet<string> _shared =
    [
        .. plan
            .Buffers.Where(buffer => buffer.Scope == BufferScope.Network)
            .Select(buffer => buffer.Name),
    ];

    /// <summary>The arrays that the forward pass reads as copies.</summary>
    public string Sources => string.Join(", ", Forward.Select(work => work.Source).Distinct());

    /// <summary>A worker's fields that say which weights it has copied, and for which pass.</summary>
    public IEnumerable<(string Name, string Of)> Versions
    {
        get
        {
            if (!Forward.All(IsShared))
                yield return (ForwardVersion, "forward");
            if (!Backward.All(IsShared))
                yield return (BackwardVersion, "backward");
        }
    }

    private IReadOnlyList<SlicedWork> Forward =>
        [.. stages.SelectMany(stage => stage.ForwardPacking)];

    private IReadOnlyList<SlicedWork> Backward =>
        [.. stages.SelectMany(stage => stage.BackwardPacking)];

    private IReadOnlyList<SlicedWork> SharedForward => [.. Forward.Where(IsShared)];

    private IReadOnlyList<SlicedWork> SharedBackward => [.. Backward.Where(IsShared)];

    /// <summary>The pieces of the phase in which large weights are copied.</summary>
    public void WriteConstants(SourceWriter writer)
    {
        if (SharedForward.Count > 0)
            writer.Write(
                $"private const int ForwardPackItems = {ItemSwitch.Items(SharedForward)};"
            );
        if (SharedBackward.Count > 0)
            writer.Write(
                $"private const int BackwardPackItems = {ItemSwitch.Items(SharedBackward)};"
            );
    }

    /// <summary>What happens before the samples of a batch.</summary>
    public void WriteStart(SourceWriter writer)
    {
        writer.Open("if (training)");
        writer.Write("_packed.Forget();");
        WriteNewVersion(writer);
        if (plan.HasSharedCopies)
            writer.Write($"Workers.Run(this, PackPhase, {Items(SharedForward, SharedBackward)});");
        writer.Close();
        writer.Open("else if (!_packed.AreUnchanged())");
        WriteNewVersion(writer);
        if (SharedForward.Count > 0)
            writer.Write("Workers.Run(this, PackPhase, ForwardPackItems);");
        writer.Write("_packed.Remember();");
        writer.Close();
    }

    private void WriteNewVersion(SourceWriter writer)
    {
        if (Versions.Any())
            writer.Write("_version++;");
    }

    /// <summary>The branches that run an item of the phase in which large weights are copied.</summary>
    public void WriteExecute(SourceWriter writer)
    {
        string otherwise = "";
        if (SharedForward.Count > 0)
        {
            string condition = SharedBackward.Count > 0 ? " && item < ForwardPackItems" : "";
            writer.Write($"if (phase == PackPhase{condition})\n    PackForward<TKernels>(item);");
            otherwise = "else ";
        }
        if (SharedBackward.Count > 0)
        {
            string item = SharedForward.Count > 0 ? "item - ForwardPackItems" : "item";
            writer.Write($"{otherwise}if (phase == PackPhase)\n    PackBackward({item});");
        }
    }

    public void WriteMethods(SourceWriter writer)
    {
        if (Versions.Any())
            WriteOwn(writer);
        if (SharedForward.Count > 0)
            ItemSwitch.Write(
                writer,
                "Copies a piece of large weights into the orders in which the forward kernels read them.",
                "private void PackForward<TKernels>(int item)\n    where TKernels : struct, IKernels",
                SharedForward
            );
        if (SharedBackward.Count > 0)
            ItemSwitch.Write(
                writer,
                "Copies a piece of large weights into the orders in which the backward kernels read them.",
                "private void PackBackward(int item)",
                SharedBackward
            );
    }

    private void WriteOwn(SourceWriter writer)
    {
        writer.Write("");
        writer.Write(
            "/// <summary>Copies weights into a worker's own memory, in the orders in which kernels read them, if they are new to it.</summary>"
        );
        writer.Open(
            "private void Pack<TKernels>(Workspace work)\n    where TKernels : struct, IKernels"
        );
        WriteOwn(writer, Forward, ForwardVersion, "");
        WriteOwn(writer, Backward, BackwardVersion, "_training && ");
        writer.Close();
    }

    private void WriteOwn(
        SourceWriter writer,
        IReadOnlyList<SlicedWork> works,
        string version,
        string condition
    )
    {
        IReadOnlyList<SlicedWork> own = [.. works.Where(work => !IsShared(work))];
        if (own.Count == 0)
            return;
        writer.Open($"if ({condition}work.{version} != _version)");
        foreach (SlicedWork work in own)
            writer.Write($"{work.Whole};");
        writer.Write($"work.{version} = _version;");
        writer.Close();
    }

    private bool IsShared(SlicedWork work) => _shared.Contains(work.Target);

    private static string Items(
        IReadOnlyList<SlicedWork> forward,
        IReadOnlyList<SlicedWork> backward
    ) =>
        forward.Count == 0 ? "BackwardPackItems"
        : backward.Count == 0 ? "ForwardPackItems"
        : "ForwardPackItems + BackwardPackItems";
}
