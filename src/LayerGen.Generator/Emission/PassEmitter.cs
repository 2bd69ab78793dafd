using LayerGen.Generator.Core.Layers;
using LayerGen.Generator.Core.Planning;

namespace LayerGen.Generator.Emission;

/// <summary>Writes how a batch runs: packing, samples by shards, and completion of the gradients.</summary>
internal sealed class PassEmitter(Plan plan, IReadOnlyList<StageEmitter> stages)
{
    private readonly PackingEmitter _packing = new(plan, stages);

    private IReadOnlyList<SlicedWork> Gradients => [.. stages.SelectMany(stage => stage.Gradients)];

    /// <summary>The pieces of each phase, as constants.</summary>
    public void WriteConstants(SourceWriter writer)
    {
        string[] phases =
        [
            .. plan.HasSharedCopies ? ["PackPhase"] : Array.Empty<string>(),
            "SamplesPhase",
            "GradientsPhase",
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
        _packing.WriteMethods(writer);
        WriteShard(writer);
        WriteForward(writer);
        WriteLoss(writer);
        WriteBackward(writer);
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

    private void WriteRun(SourceWriter writer)
    {
        writer.Write("");
        writer.Write(
            $"/// <summary>Runs a batch: {(plan.HasSharedCopies ? "three" : "two")} phases with a barrier between them.</summary>"
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
        if (HasShardGradients)
            writer.Write("if (training)\n    _shardGradients.Start(_shards);");
        writer.Write(
            """
            Workers.Run(this, SamplesPhase, _shards);
            if (training)
                Workers.Run(this, GradientsPhase, GradientItems);
            """
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

    private void WriteShard(SourceWriter writer)
    {
        writer.Write("");
        writer.Open(
            "private void Execute<TKernels>(int phase, int item, int worker)\n    where TKernels : struct, IKernels"
        );
        _packing.WriteExecute(writer);
        string otherwise = plan.HasSharedCopies ? "else " : "";
        writer.Write(
            $"{otherwise}if (phase == SamplesPhase)\n    RunShard<TKernels>(item, _workspaces[worker]);"
        );
        writer.Write("else\n    CompleteGradients<TKernels>(item);");
        writer.Close();

        writer.Write("");
        writer.Write(
            "/// <summary>Takes the samples of one shard through the network, a group at a time.</summary>"
        );
        writer.Write("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        writer.Open(
            "private void RunShard<TKernels>(int shard, Workspace work)\n    where TKernels : struct, IKernels"
        );
        if (_packing.Versions.Any())
            writer.Write("Pack<TKernels>(work);");
        writer.Write("int end = Shards.Start(_batch, _shards, shard + 1);");
        // Neighbours of these arrays belong to other workers: they are written once a shard.
        writer.Write("double loss = 0d;\nint correct = 0;");
        if (HasShardGradients)
            writer.Write(
                "AlignedBuffer<float>? gradients = _training ? _shardGradients.Begin(shard) : null;"
            );
        writer.Open(
            "for (int first = Shards.Start(_batch, _shards, shard); first < end; first += GroupSize)"
        );
        writer.Write("int count = Math.Min(GroupSize, end - first);");
        writer.Write("Forward<TKernels>(first, count, work);");
        writer.Write(
            """
            (double groupLoss, int groupCorrect) = Finish(first, count, work);
            loss += groupLoss;
            correct += groupCorrect;
            """
        );
        writer.Write(
            HasShardGradients
                ? "if (gradients is not null)\n    Backward<TKernels>(first, count, gradients, work);"
                : "if (_training)\n    Backward<TKernels>(first, count, work);"
        );
        writer.Close();
        writer.Write("_shardLosses[shard] = loss;\n_shardCorrect[shard] = correct;");
        if (HasShardGradients)
            writer.Write("if (gradients is not null)\n    _shardGradients.Complete(shard);");
        writer.Close();
    }

    private bool HasShardGradients => plan.Stages.OfType<ConvStage>().Any();

    private void WriteForward(SourceWriter writer)
    {
        writer.Write("");
        writer.Write("/// <summary>Takes a group of samples from inputs to logits.</summary>");
        writer.Write("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        writer.Open(
            "private void Forward<TKernels>(nint first, nint count, Workspace work)\n    where TKernels : struct, IKernels"
        );
        writer.Write("ref float inputs = ref MemoryMarshal.GetArrayDataReference(_inputs);");
        WriteSegments(writer, stages, (stage, target) => stage.Forward(target));
        writer.Close();
    }

    private void WriteBackward(SourceWriter writer)
    {
        writer.Write("");
        writer.Write(
            "/// <summary>Takes the gradients of a group of samples from logits back to the first stage that learns.</summary>"
        );
        writer.Write("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        writer.Open(
            $"private void Backward<TKernels>(nint first, nint count, {(HasShardGradients ? "AlignedBuffer<float> shardGradients, " : "")}Workspace work)\n    where TKernels : struct, IKernels"
        );
        IReadOnlyList<StageEmitter> backward = [.. stages.Skip(plan.FirstBackward).Reverse()];
        WriteSegments(writer, backward, (stage, target) => stage.Backward(target));
        writer.Close();
    }

    /// <summary>Stages that take one sample share a loop over samples; those that take a group stand alone.</summary>
    private static void WriteSegments(
        SourceWriter writer,
        IReadOnlyList<StageEmitter> stages,
        Action<StageEmitter, SourceWriter> write
    )
    {
        for (int i = 0; i < stages.Count; )
        {
            if (stages[i].Stage.IsGroupWise)
            {
                write(stages[i++], writer);
                continue;
            }
            writer.Open("for (nint s = 0; s < count; s++)");
            while (i < stages.Count && !stages[i].Stage.IsGroupWise)
                write(stages[i++], writer);
            writer.Close();
        }
    }

    /// <summary>The loss: the one stage that a reader should find in words of the runtime.</summary>
    private void WriteLoss(SourceWriter writer)
    {
        Addresses addresses = new(plan);
        Stage last = plan.Stages[plan.Stages.Count - 1];
        bool categorical = plan.Loss == LossKind.Categorical;
        string loss = categorical ? "SoftmaxCrossEntropy" : "SigmoidCrossEntropy";
        int outputs = plan.Graph.Output.Size;
        writer.Write("");
        writer.Write(
            $"/// <summary>Turns a group's logits into probabilities, losses and the gradient of the mean loss.</summary>"
        );
        writer.Open(
            "private (double Loss, int Correct) Finish(nint first, nint count, Workspace work)"
        );
        writer.Write("double loss = 0d;\nint correct = 0;");
        writer.Open("for (nint s = 0; s < count; s++)");
        writer.Write("int sample = (int)(first + s);");
        writer.Write(
            $"ReadOnlySpan<float> logits = MemoryMarshal.CreateReadOnlySpan({addresses.Sample($"{last.Name}Output")}, OutputSize);"
        );
        writer.Write(
            $"""
            Span<float> probabilities = _outputs is null
                ? work.Probabilities.Span[..OutputSize]
                : _outputs.AsSpan(sample * OutputSize, OutputSize);
            {loss}.Probabilities(logits, probabilities);
            if (!_measures)
                continue;
            """
        );
        string gradient =
            $"MemoryMarshal.CreateSpan({addresses.Sample($"{last.Name}OutputGradient")}, {outputs})";
        writer.Write(
            categorical
                ? $"""
                int label = _targets.Span[sample];
                float weight = _training && _classWeights.Length != 0 ? _classWeights[label] : 1f;
                loss += weight * {loss}.Loss(logits, label);
                correct += {loss}.IsCorrect(logits, label) ? 1 : 0;
                if (_training)
                    {loss}.Gradient(probabilities, label, weight / _batch, {gradient});
                """
                : $"""
                ReadOnlySpan<float> targets = _targets.AsSpan(sample * OutputSize, OutputSize);
                ReadOnlySpan<float> weights = _training ? _classWeights : [];
                loss += {loss}.Loss(logits, targets, weights);
                correct += {loss}.CountCorrect(logits, targets);
                if (_training)
                    {loss}.Gradient(probabilities, targets, weights, 1f / _batch, {gradient});
                """
        );
        writer.Close();
        writer.Write("return (loss, correct);");
        writer.Close();
    }
}
