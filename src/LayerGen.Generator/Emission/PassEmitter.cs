using LayerGen.Generator.Core;
using LayerGen.Generator.Core.Losses;
using LayerGen.Generator.Core.Planning;

namespace LayerGen.Generator.Emission;

/// <summary>Writes how a batch runs: packing, samples by shards, and completion of the gradients.</summary>
internal sealed class PassEmitter(Plan plan, IReadOnlyList<StageEmitter> stages)
{
    private readonly PackingEmitter _packing = new(plan, stages);

    private IReadOnlyList<SlicedWork> Gradients => [.. stages.SelectMany(stage => stage.Gradients)];

    private EquatableArray<SamplePhase> Phases => plan.Schedule.Phases;

    /// <summary>Whether samples stop at barriers in training, so that inference goes another way.</summary>
    private bool HasBarriers => Phases.Count > 1;

    private bool HasShardGradients => ShardGradients.Size(plan) > 0;

    /// <summary>The phases and the pieces of each, as constants.</summary>
    public void WriteConstants(SourceWriter writer)
    {
        string[] phases =
        [
            .. plan.HasSharedCopies ? ["PackPhase"] : Array.Empty<string>(),
            .. Enumerable.Range(0, Phases.Count).Select(phase => $"Samples{Suffix(phase)}Phase"),
            "GradientsPhase",
            .. HasBarriers ? ["InferencePhase"] : Array.Empty<string>(),
        ];
        for (int phase = 0; phase < phases.Length; phase++)
            writer.Write($"private const int {phases[phase]} = {phase};");
        _packing.WriteConstants(writer);
        writer.Write($"private const int GradientItems = {ItemSwitch.Items(Gradients)};");
    }

    public void Write(SourceWriter writer)
    {
        WriteRun(writer);
        WriteExecute(writer);
        WriteExecuteOf(writer);
        _packing.WriteMethods(writer);
        for (int phase = 0; phase < Phases.Count; phase++)
            WriteShard(writer, phase);
        if (HasBarriers)
            WriteInferenceShard(writer);
        for (int phase = 0; phase < Phases.Count; phase++)
            WriteForward(writer, phase);
        if (HasBarriers)
            WriteInference(writer);
        WriteLoss(writer);
        for (int phase = 0; phase < Phases.Count; phase++)
            WriteBackward(writer, phase);
        ItemSwitch.Write(
            writer,
            "Completes a piece of the gradients after all samples.",
            "[MethodImpl(MethodImplOptions.AggressiveOptimization)]\nprivate void CompleteGradients<TKernels>(int item)\n    where TKernels : struct, IKernels",
            Gradients
        );
        foreach (StageEmitter stage in stages)
            stage.Methods(writer);
    }

    /// <summary>The arrays that the forward pass reads as copies.</summary>
    public string PackedSources => _packing.Sources;

    /// <summary>A worker's fields that say which weights it has copied, and for which pass.</summary>
    public IEnumerable<(string Name, string Of)> CopyVersions => _packing.Versions;

    /// <summary>Sets apart what there is once a phase; nothing where there is one phase of samples.</summary>
    private string Suffix(int phase) => HasBarriers ? CSharpText.Number(phase + 1) : "";

    private void WriteRun(SourceWriter writer)
    {
        writer.Write("");
        writer.Write(
            $"/// <summary>Runs a batch: {PlanNotes.PhaseCount(plan)} with a barrier between them.</summary>"
        );
        writer.Open(
            "private void Run(global::MathNet.Numerics.LinearAlgebra.Single.DenseMatrix inputs, bool training)"
        );
        writer.Write(
            """
            _inputs = inputs.Values;
            _batch = inputs.ColumnCount;
            _shards = Shards.Count(_batch, SamplesPerShard, FewestShards);
            _training = training;
            """
        );
        _packing.WriteStart(writer);
        if (HasBarriers)
            writer.Write(
                "if (!training)\n{\n    Workers.Run(this, InferencePhase, _shards);\n    return;\n}"
            );
        if (HasShardGradients)
            writer.Write(
                HasBarriers
                    ? "_shardGradients.Start(_shards);"
                    : "if (training)\n    _shardGradients.Start(_shards);"
            );
        for (int phase = 0; phase < Phases.Count; phase++)
            writer.Write($"Workers.Run(this, Samples{Suffix(phase)}Phase, _shards);");
        writer.Write(
            HasBarriers
                ? "Workers.Run(this, GradientsPhase, GradientItems);"
                : "if (training)\n    Workers.Run(this, GradientsPhase, GradientItems);"
        );
        writer.Close();
    }

    private static void WriteExecute(SourceWriter writer)
    {
        writer.Write("");
        writer.Open(
            "void global::LayerGen.Kernels.IParallelWork.Execute(int phase, int item, int worker)"
        );
        writer.Write(
            """
            if (Vector512.IsHardwareAccelerated)
                Execute<Vector512Kernels>(phase, item, worker);
            else if (Vector256.IsHardwareAccelerated)
                Execute<Vector256Kernels>(phase, item, worker);
            else
                Execute<Vector128Kernels>(phase, item, worker);
            """
        );
        writer.Close();
    }

    private void WriteExecuteOf(SourceWriter writer)
    {
        writer.Write("");
        writer.Open(
            "private void Execute<TKernels>(int phase, int item, int worker)\n    where TKernels : struct, IKernels"
        );
        _packing.WriteExecute(writer);
        string otherwise = plan.HasSharedCopies ? "else " : "";
        for (int phase = 0; phase < Phases.Count; phase++)
        {
            writer.Write(
                $"{otherwise}if (phase == Samples{Suffix(phase)}Phase)\n    RunShard{Suffix(phase)}<TKernels>(item, _workspaces[worker]);"
            );
            otherwise = "else ";
        }
        if (HasBarriers)
            writer.Write(
                "else if (phase == InferencePhase)\n    RunInferenceShard<TKernels>(item, _workspaces[worker]);"
            );
        writer.Write("else\n    CompleteGradients<TKernels>(item);");
        writer.Close();
    }

    private void WriteShard(SourceWriter writer, int phase)
    {
        SamplePhase steps = Phases[phase];
        string suffix = Suffix(phase);
        string shard = HasBarriers ? ", shard" : "";
        bool writesGradients = HasShardGradients && steps.Backward.Count > 0;
        writer.Write("");
        writer.Write(
            HasBarriers
                ? $"/// <summary>Takes the samples of one shard through phase {CSharpText.Number(phase + 1)} of a training batch, a group at a time.</summary>"
                : "/// <summary>Takes the samples of one shard through the network, a group at a time.</summary>"
        );
        writer.Write("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        writer.Open(
            $"private void RunShard{suffix}<TKernels>(int shard, Workspace work)\n    where TKernels : struct, IKernels"
        );
        if (_packing.Versions.Any())
            writer.Write("Pack<TKernels>(work);");
        writer.Write("int end = Shards.Start(_batch, _shards, shard + 1);");
        // Neighbours of these arrays belong to other workers: they are written once a shard.
        if (steps.HasLoss)
            writer.Write("double loss = 0d;\nint correct = 0;");
        if (writesGradients)
            writer.Write(
                !HasBarriers
                    ? "AlignedBuffer<float>? gradients = _training ? _shardGradients.Begin(shard) : null;"
                : phase == plan.Schedule.FirstBackwardPhase
                    ? "AlignedBuffer<float> gradients = _shardGradients.Begin(shard);"
                : "AlignedBuffer<float> gradients = _shardGradients.Of(shard);"
            );
        foreach (Step step in steps.Forward.Concat(steps.Backward))
            stages[step.Stage].BeginShard(step, writer);
        writer.Open(
            "for (int first = Shards.Start(_batch, _shards, shard); first < end; first += GroupSize)"
        );
        writer.Write("int count = Math.Min(GroupSize, end - first);");
        if (steps.Forward.Count > 0)
            writer.Write($"Forward{suffix}<TKernels>(first, count{shard}, work);");
        if (steps.HasLoss)
            writer.Write(
                """
                (double groupLoss, int groupCorrect) = Finish(first, count, work);
                loss += groupLoss;
                correct += groupCorrect;
                """
            );
        if (steps.Backward.Count > 0)
        {
            string call =
                $"Backward{suffix}<TKernels>(first, count{shard}, {(writesGradients ? "gradients, " : "")}work);";
            writer.Write(
                HasBarriers ? call
                : writesGradients ? $"if (gradients is not null)\n    {call}"
                : $"if (_training)\n    {call}"
            );
        }
        writer.Close();
        if (steps.HasLoss)
            writer.Write("_shardLosses[shard] = loss;\n_shardCorrect[shard] = correct;");
        if (HasShardGradients && phase == Phases.Count - 1)
            writer.Write(
                HasBarriers
                    ? "_shardGradients.Complete(shard);"
                    : "if (gradients is not null)\n    _shardGradients.Complete(shard);"
            );
        writer.Close();
    }

    private void WriteInferenceShard(SourceWriter writer)
    {
        writer.Write("");
        writer.Write(
            "/// <summary>Takes the samples of one shard through the whole network at inference, a group at a time.</summary>"
        );
        writer.Write("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        writer.Open(
            "private void RunInferenceShard<TKernels>(int shard, Workspace work)\n    where TKernels : struct, IKernels"
        );
        if (_packing.Versions.Any())
            writer.Write("Pack<TKernels>(work);");
        writer.Write(
            """
            int end = Shards.Start(_batch, _shards, shard + 1);
            double loss = 0d;
            int correct = 0;
            """
        );
        writer.Open(
            "for (int first = Shards.Start(_batch, _shards, shard); first < end; first += GroupSize)"
        );
        writer.Write(
            """
            int count = Math.Min(GroupSize, end - first);
            Infer<TKernels>(first, count, work);
            (double groupLoss, int groupCorrect) = Finish(first, count, work);
            loss += groupLoss;
            correct += groupCorrect;
            """
        );
        writer.Close();
        writer.Write("_shardLosses[shard] = loss;\n_shardCorrect[shard] = correct;");
        writer.Close();
    }

    private void WriteForward(SourceWriter writer, int phase)
    {
        EquatableArray<Step> steps = Phases[phase].Forward;
        if (steps.Count == 0)
            return;
        OpenPass(
            writer,
            HasBarriers
                ? $"Takes a group of samples through the forward steps of phase {CSharpText.Number(phase + 1)}."
                : "Takes a group of samples from inputs to logits.",
            $"Forward{Suffix(phase)}<TKernels>(nint first, nint count, {ShardParameter}Workspace work)"
        );
        WriteInputs(writer, steps);
        WriteSteps(writer, steps, (stage, step) => stage.Write(step, writer));
        writer.Close();
    }

    private void WriteInference(SourceWriter writer)
    {
        OpenPass(
            writer,
            "Takes a group of samples from inputs to logits at inference.",
            "Infer<TKernels>(nint first, nint count, Workspace work)"
        );
        Step[] steps =
        [
            .. Enumerable
                .Range(0, stages.Count)
                .Select(stage => new Step(
                    stage,
                    Pass.Forward,
                    StagePart.Whole,
                    plan.Stages[stage].IsGroupWise
                )),
        ];
        WriteInputs(writer, steps);
        WriteSteps(writer, steps, (stage, _) => stage.Infer(writer));
        writer.Close();
    }

    private void WriteBackward(SourceWriter writer, int phase)
    {
        EquatableArray<Step> steps = Phases[phase].Backward;
        if (steps.Count == 0)
            return;
        OpenPass(
            writer,
            HasBarriers
                ? $"Takes the gradients of a group of samples through the backward steps of phase {CSharpText.Number(phase + 1)}."
                : "Takes the gradients of a group of samples from logits back to the first stage that learns.",
            $"Backward{Suffix(phase)}<TKernels>(nint first, nint count, {ShardParameter}{(HasShardGradients ? "AlignedBuffer<float> shardGradients, " : "")}Workspace work)"
        );
        WriteInputs(writer, steps);
        WriteSteps(writer, steps, (stage, step) => stage.Write(step, writer));
        writer.Close();
    }

    private string ShardParameter => HasBarriers ? "int shard, " : "";

    private static void OpenPass(SourceWriter writer, string summary, string method)
    {
        writer.Write("");
        writer.Write($"/// <summary>{summary}</summary>");
        writer.Write("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        writer.Open($"private void {method}\n    where TKernels : struct, IKernels");
    }

    /// <summary>Writes a reference to the caller's array where a step reads it.</summary>
    private void WriteInputs(SourceWriter writer, IEnumerable<Step> steps)
    {
        if (steps.Any(step => stages[step.Stage].ReadsCallersArray(step)))
            writer.Write("ref float inputs = ref MemoryMarshal.GetArrayDataReference(_inputs);");
    }

    /// <summary>Stages that take one sample share a loop over samples; those that take a group stand alone.</summary>
    private void WriteSteps(
        SourceWriter writer,
        IReadOnlyList<Step> steps,
        Action<StageEmitter, Step> write
    )
    {
        for (int i = 0; i < steps.Count; )
        {
            if (steps[i].IsGroupWise)
            {
                write(stages[steps[i].Stage], steps[i++]);
                continue;
            }
            writer.Open("for (nint s = 0; s < count; s++)");
            for (; i < steps.Count && !steps[i].IsGroupWise; i++)
                write(stages[steps[i].Stage], steps[i]);
            writer.Close();
        }
    }

    /// <summary>The loss: the one stage that a reader should find in words of the runtime.</summary>
    private void WriteLoss(SourceWriter writer)
    {
        Addresses addresses = new(plan);
        string last = plan.Logits.Name;
        LossHead head = plan.Loss.Head;
        writer.Write("");
        writer.Write($"/// <summary>{head.Summary}</summary>");
        writer.Open(
            "private (double Loss, int Correct) Finish(nint first, nint count, Workspace work)"
        );
        writer.Write("double loss = 0d;\nint correct = 0;");
        writer.Open("for (nint s = 0; s < count; s++)");
        writer.Write("int sample = (int)(first + s);");
        writer.Write(
            $"ReadOnlySpan<float> {head.Source} = MemoryMarshal.CreateReadOnlySpan({addresses.Sample($"{last}Output")}, OutputSize);"
        );
        writer.Write(head.Statements);
        writer.Write("if (!_measures)\n    continue;");
        writer.Write(
            plan.Loss.Measure(
                $"MemoryMarshal.CreateSpan({addresses.Sample($"{last}OutputGradient")}, {plan.Graph.Output.Size})"
            )
        );
        writer.Close();
        writer.Write("return (loss, correct);");
        writer.Close();
    }
}
