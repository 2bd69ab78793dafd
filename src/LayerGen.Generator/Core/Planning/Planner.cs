using LayerGen.Generator.Core.Layers;

namespace LayerGen.Generator.Core.Planning;

/// <summary>Turns a shaped graph into a plan.</summary>
internal static class Planner
{
    /// <summary>Plans the whole training step of a network.</summary>
    public static Plan Plan(ShapedGraph graph) => Plan(graph, ForcedAlgorithms.None);

    /// <summary>Plans the whole training step of a network, with some choices made beforehand.</summary>
    public static Plan Plan(ShapedGraph graph, ForcedAlgorithms forced)
    {
        StageDraft draft = Lower(graph, forced);
        draft.Settle(forced);
        Schedule schedule = Schedule.Of(draft.Stages);
        draft.OrderGradients(schedule);
        EquatableArray<Stage> stages = draft.Stages.ToEquatableArray();
        EquatableArray<Value> values = draft.Values;
        Lifetimes lifetimes = new(stages, schedule);
        int groupSize = Grouping.GroupSize(stages);
        EquatableArray<PlannedBuffer> buffers = Buffers.For(
            stages,
            values,
            lifetimes,
            graph.Loss.Head.HasFunction ? graph.Output.Size : 0,
            groupSize
        );
        return new(
            graph,
            stages,
            values,
            schedule,
            graph.Loss,
            forced.KeepsBuffersApart
                ? buffers
                : SharedScratch.Share(buffers, buffer => lifetimes.OfShared(buffer, values)),
            groupSize,
            Grouping.SamplesPerShard(stages),
            Grouping.FewestShards(stages, graph.MultiplyAdds)
        );
    }

    private static StageDraft Lower(ShapedGraph graph, ForcedAlgorithms forced)
    {
        EquatableArray<FusedGroup> groups = Fusion.Group(graph);
        StageDraft draft = new(graph, groups);
        foreach (FusedGroup group in groups)
        {
            EquatableArray<Read> reads = draft.ReadsOf(group);
            Shape shape = graph.Layers[group.Last].Output;
            Border border = draft.BorderOf(group.Last);
            Layout output = Layout.Vectorised(shape, border);
            Stage stage = StageOf(
                graph,
                group,
                reads[0].Layout,
                output,
                graph.Layers[group.Layers[0]].Layer is BatchNormLayer
                    ? reads[0].NeedsGradient
                    : reads.Any(read => read.NeedsGradient),
                forced
            );
            if (stage is ConvStage { Planar: not null } && !draft.WantsVectors(group.Last))
                stage = stage with { Output = Layout.Packed(shape, border) };
            draft.Add(stage with { Reads = reads }, shape, group.Last);
        }
        draft.AddLogits();
        return draft;
    }

    private static Stage StageOf(
        ShapedGraph graph,
        FusedGroup group,
        Layout input,
        Layout output,
        bool learnsBefore,
        ForcedAlgorithms forced
    )
    {
        int index = group.Layers[0];
        ShapedLayer layer = graph.Layers[index];
        string name = StageName(layer.Name);
        return layer.Layer switch
        {
            ConvLayer conv => Choose(
                LowerConv(layer, conv, name, group, input, output, learnsBefore),
                forced
            ),
            DenseLayer dense => new DenseStage(
                name,
                group.Layers,
                input,
                output,
                learnsBefore,
                dense.Units,
                group.Activation,
                ParametersOf(layer, dense.Penalty, group.Activation)
            ),
            PoolLayer pool => new PoolStage(
                name,
                group.Layers,
                input,
                output,
                learnsBefore,
                pool.Pooling,
                pool.Size,
                pool.Stride
            ),
            ActivationLayer activation => new ActivationStage(
                name,
                group.Layers,
                input,
                output,
                learnsBefore,
                activation.Activation
            ),
            DropoutLayer dropout => new DropoutStage(
                name,
                group.Layers,
                input,
                output,
                learnsBefore,
                dropout.Rate,
                index
            ),
            GlobalPoolLayer pool => new PoolStage(
                name,
                group.Layers,
                input,
                output,
                learnsBefore,
                pool.Pooling,
                new(input.Height, input.Width),
                new(input.Height, input.Width)
            ),
            UpSampleLayer upSample => new UpSampleStage(
                name,
                group.Layers,
                input,
                output,
                learnsBefore,
                upSample.Factor
            ),
            ReshapeLayer => new CopyStage(
                name,
                group.Layers,
                // Where pixels lie side by side they are features of one run.
                Layout.Tight(new Shape.Features(input.ValueCount)),
                output,
                learnsBefore,
                $"Reads one sample's {input.ValueCount} values as {layer.Output}."
            ),
            BatchNormLayer norm => new BatchNormStage(
                name,
                group.Layers,
                input,
                output,
                learnsBefore,
                layer.Name,
                norm,
                layer.Parameters,
                group.Activation
            ),
            JoinLayer join => new JoinStage(
                name,
                group.Layers,
                input,
                output,
                learnsBefore,
                join.Joining,
                group.Activation
            ),
            _ => throw new InvalidOperationException($"No stage computes {layer.Layer}."),
        };
    }

    /// <summary>The stage before its algorithms are chosen.</summary>
    private static ConvStage LowerConv(
        ShapedLayer layer,
        ConvLayer conv,
        string name,
        FusedGroup group,
        Layout input,
        Layout output,
        bool learnsBefore
    )
    {
        FusedPool? pool = group.Pool is { } fused
            ? new(fused.Pooling, fused.Size, fused.Stride)
            : null;
        return new(
            name,
            group.Layers,
            input,
            output,
            learnsBefore,
            conv.Kernel,
            conv.Stride,
            conv.Filters,
            group.Activation,
            pool,
            null,
            ConvBackwardAlgorithm.LivePositions,
            ParametersOf(layer, conv.Penalty, group.Activation)
        );
    }

    private static ConvStage Choose(ConvStage stage, ForcedAlgorithms forced)
    {
        ConvForwardAlgorithm forward = forced.Choose<ConvForwardAlgorithm>(
            ConvForwardChoice.Estimates(stage)
        );
        ConvStage chosen = stage with
        {
            Tiles = Winograd
                .Sizes.Where(size => size.Algorithm == forward)
                .Select(size => Winograd.Covering(stage, size.Tile))
                .FirstOrDefault(),
            Planar = forward == ConvForwardAlgorithm.Planar ? Planar.Of(stage) : null,
        };
        chosen = chosen with
        {
            Backward = forced.Choose<ConvBackwardAlgorithm>(ConvBackwardChoice.Estimates(chosen)),
        };
        return chosen with
        {
            Windows = forced.Choose<ConvWindowAlgorithm>(ConvWindowChoice.Estimates(chosen)),
        };
    }

    private static StageParameters ParametersOf(
        ShapedLayer layer,
        Penalty penalty,
        Activation activation
    ) =>
        new(
            layer.Name,
            layer.Parameters[0],
            layer.Parameters.Count > 1 ? layer.Parameters[1] : null,
            penalty,
            activation == Activation.Relu ? Initialiser.HeUniform : Initialiser.GlorotUniform
        );

    /// <summary><c>conv1</c> → <c>Conv1</c>; in a block <c>residual1.conv1</c> → <c>Residual1Conv1</c>.</summary>
    public static string StageName(string layerName) =>
        string.Concat(
            layerName.Split('.').Select(part => char.ToUpperInvariant(part[0]) + part.Substring(1))
        );
}
