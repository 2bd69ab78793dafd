using LayerGen.Generator.Core.Planning;

namespace LayerGen.Generator.Emission;

/// <content>What is called of a network once it exists.</content>
internal sealed partial class ApiEmitter
{
    public void WriteMembers(SourceWriter writer)
    {
        DescriptionEmitter.Write(writer, plan);
        string check = plan.Loss.Targets.Check;
        string take = $"_targets = {plan.Loss.Targets.Kept};";
        string classWeights = plan.Loss.TakesClassWeights
            ? """
                /// <inheritdoc/>
                public global::System.ReadOnlyMemory<float> ClassWeights
                {
                    get => _classWeights;
                    set => _classWeights = BatchCheck.ClassWeights(value.Span, OutputSize);
                }


                """
            : "";
        string noTargets = take.EndsWith(".Values;", StringComparison.Ordinal) ? "[]" : "default";
        string penalties = string.Concat(
            plan.Stages.Where(stage => stage.Parameters is { Penalty.IsNone: false })
                .Select(stage =>
                    $"\n    + Penalties.Value({Literals.Field($"{stage.Name}Weight")}, {Literals.Of(stage.Parameters!.Penalty.L1)}, {Literals.Of(stage.Parameters.Penalty.L2)})"
                )
        );
        string variances = string.Concat(
            plan.Stages.OfType<BatchNormStage>()
                .Where(stage => stage.Positions == 1)
                .Select(stage =>
                    $"\n    BatchCheck.Variance(batch, {Literals.Quoted(stage.Normalised)});"
                )
        );
        writer.Write(
            $$"""
            global::LayerGen.NetworkDescription global::LayerGen.INetwork.Description => Description;

            /// <inheritdoc/>
            public global::System.Collections.Generic.IReadOnlyList<global::LayerGen.Parameter> Parameters { get; }

            /// <inheritdoc/>
            public int MaxBatchSize { get; }

            /// <inheritdoc/>
            public global::LayerGen.Kernels.WorkerTeam Workers { get; }

            /// <inheritdoc/>
            public global::LayerGen.DropoutPosition DropoutPosition
            {
                get => new(_seed, _step);
                set => (_seed, _step) = (value.Seed, value.Step);
            }

            {{classWeights}}/// <inheritdoc/>
            public global::System.ReadOnlyMemory<float> SampleWeights { get; set; }

            /// <inheritdoc/>
            public {{Matrix}} Forward({{Matrix}} inputs)
            {
                int batch = BatchCheck.Inputs(inputs, InputSize, MaxBatchSize);
                {{Matrix}} outputs = _ownOutputs.For(batch);
                Forward(inputs, outputs);
                return outputs;
            }

            /// <inheritdoc/>
            public void Forward({{Matrix}} inputs, {{Matrix}} outputs)
            {
                int batch = BatchCheck.Inputs(inputs, InputSize, MaxBatchSize);
                BatchCheck.Outputs(outputs, OutputSize, batch, nameof(outputs));
                _calls.Enter();
                try
                {
                    _outputs = outputs.Values;
                    _measures = false;
                    Run(inputs, training: false);
                }
                finally
                {
                    Leave();
                }
            }

            /// <inheritdoc/>
            public global::LayerGen.BatchLoss Loss({{Matrix}} inputs, {{Targets}} targets)
            {
                int batch = BatchCheck.Inputs(inputs, InputSize, MaxBatchSize);
                {{check}}
                _calls.Enter();
                try
                {
                    {{take}}
                    _measures = true;
                    Run(inputs, training: false);
                    return Sum();
                }
                finally
                {
                    Leave();
                }
            }

            /// <inheritdoc/>
            public global::LayerGen.BatchLoss Loss({{Matrix}} inputs, {{Targets}} targets, {{Matrix}} outputs)
            {
                int batch = BatchCheck.Inputs(inputs, InputSize, MaxBatchSize);
                BatchCheck.Outputs(outputs, OutputSize, batch, nameof(outputs));
                {{check}}
                _calls.Enter();
                try
                {
                    {{take}}
                    _outputs = outputs.Values;
                    _measures = true;
                    Run(inputs, training: false);
                    return Sum();
                }
                finally
                {
                    Leave();
                }
            }

            /// <inheritdoc/>
            public global::LayerGen.BatchLoss LossAndGradients({{Matrix}} inputs, {{Targets}} targets)
            {
                int batch = BatchCheck.Inputs(inputs, InputSize, MaxBatchSize);
                {{check}}{{variances}}
                BatchCheck.SampleWeights(SampleWeights.Span, batch);
                _calls.Enter();
                try
                {
                    {{take}}
                    _measures = true;
                    Run(inputs, training: true);
                    _step++;
                    return Sum();
                }
                finally
                {
                    Leave();
                }
            }

            /// <summary>Ends the worker threads.</summary>
            public void Dispose()
            {
                _calls.Close();
                Workers.Dispose();
            }

            /// <summary>Ends a call: nothing of the caller's is kept.</summary>
            private void Leave()
            {
                _inputs = [];
                _outputs = null;
                _targets = {{noTargets}};
                _calls.Leave();
            }

            /// <summary>Adds up the shards' losses, in shard order.</summary>
            private global::LayerGen.BatchLoss Sum()
            {
                double loss = 0d;
                int correct = 0;
                for (int shard = 0; shard < _shards; shard++)
                {
                    loss += _shardLosses[shard];
                    correct += _shardCorrect[shard];
                }
                double penalty = 0d{{penalties}};
                return new(loss / _batch, penalty, {{plan.Loss.Accuracy}});
            }
            """
        );
    }
}
