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
        EquatableArray<Stage> stages = Stages(graph, forced);
        EquatableArray<PlannedBuffer> buffers = Buffers.For(stages, graph.Output.Size);
        return new(
            graph,
            stages,
            Fusion.LossOf(graph),
            forced.KeepsBuffersApart ? buffers : SharedScratch.Share(buffers, stages.Count),
            Grouping.GroupSize(stages),
            Grouping.SamplesPerShard(stages),
            Grouping.FewestShards(stages, graph.MultiplyAdds)
        );
    }

    private static EquatableArray<Stage> Stages(ShapedGraph graph, ForcedAlgorithms forced)
    {
        EquatableArray<FusedGroup> groups = Fusion.Group(graph);
        List<Stage> stages = [];
        Layout layout = Layout.Tight(graph.Input);
        bool learnsBefore = false;

        // Vectors read past the last value of a sample, which a caller's array does not allow; a dense layer reads
        // one value at a time and takes the caller's array as it is.
        if (groups.Count > 0 && graph.Layers[groups[0].Layers[0]].Layer is not DenseLayer)
        {
            Layout copy = Layout.Tight(graph.Input, BorderFor(graph, groups, 0));
            stages.Add(new CopyStage("Entry", [], layout, copy, NeedsInputGradient: false));
            layout = copy;
        }
        for (int i = 0; i < groups.Count; i++)
        {
            Shape shape = graph.Layers[groups[i].Last].Output;
            Border border = BorderFor(graph, groups, i + 1);
            Layout output = Layout.Vectorised(shape, border);
            Stage stage = Lower(graph, groups[i], layout, output, learnsBefore, forced);
            if (stage is ConvStage { Planar: not null } && !WantsVectors(graph, groups, i + 1))
                stage = stage with { Output = output = Layout.Packed(shape, border) };
            stages.Add(stage);
            learnsBefore |= stage.Parameters is not null;
            layout = output;
        }
        // The loss reads its logits as one run.
        if (!layout.IsContiguous || groups.Count == 0)
        {
            Layout logits = Layout.Vectorised(new Shape.Features(graph.Output.Size));
            stages.Add(new CopyStage("Logits", [], layout, logits, learnsBefore));
        }
        for (int i = 0; i < stages.Count; i++)
            if (stages[i] is DenseStage)
                stages[i] = Choose(Zeros.Expect(stages, i), forced);
        return stages.Select(stage => ChooseCopies(stage, forced)).ToEquatableArray();
    }

    /// <summary>The zeros that the group at an index wants around what it reads.</summary>
    private static Border BorderFor(ShapedGraph graph, EquatableArray<FusedGroup> groups, int index)
    {
        if (index >= groups.Count)
            return Border.None;
        ShapedLayer reader = graph.Layers[groups[index].Layers[0]];
        if (
            reader
            is not { Layer: ConvLayer { Padding: Padding.Same } conv, Input: Shape.Image image }
        )
            return Border.None;
        Window rows = Window.Same(image.Height, conv.Kernel.Height, conv.Stride.Height);
        Window columns = Window.Same(image.Width, conv.Kernel.Width, conv.Stride.Width);
        return new(rows.PadBefore, columns.PadBefore, rows.PadAfter, columns.PadAfter);
    }

    private static Stage Lower(
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

    private static DenseStage Choose(DenseStage stage, ForcedAlgorithms forced) =>
        stage with
        {
            Inputs = forced.Choose<DenseInputAlgorithm>(DenseChoice.Inputs(stage)),
            Gradients = stage.NeedsInputGradient
                ? forced.Choose<DenseGradientAlgorithm>(DenseChoice.Gradients(stage))
                : default,
        };

    private static Stage ChooseCopies(Stage stage, ForcedAlgorithms forced)
    {
        if (stage.Parameters is not { } learned)
            return stage;
        StageParameters chosen = learned with
        {
            Copies = forced.Choose<WeightCopyAlgorithm>(WeightCopyChoice.Estimates(stage)),
        };
        return stage switch
        {
            ConvStage conv => conv with { Learned = chosen },
            DenseStage dense => dense with { Learned = chosen },
            _ => throw new InvalidOperationException("Only convolutions and dense layers learn."),
        };
    }

    /// <summary>Whether the group at an index may transform its input in whole vectors of channels.</summary>
    private static bool WantsVectors(
        ShapedGraph graph,
        EquatableArray<FusedGroup> groups,
        int index
    ) =>
        index < groups.Count
        && graph.Layers[groups[index].Layers[0]].Layer is ConvLayer conv
        && conv.Kernel == new Size2(3, 3)
        && conv.Stride == new Size2(1, 1)
        && conv.Filters % Layout.WidestVector == 0;

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

    /// <summary><c>conv1</c> → <c>Conv1</c>.</summary>
    private static string StageName(string layerName) =>
        char.ToUpperInvariant(layerName[0]) + layerName.Substring(1);
}
