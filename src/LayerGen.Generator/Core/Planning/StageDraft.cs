using LayerGen.Generator.Core.Layers;

namespace LayerGen.Generator.Core.Planning;

/// <summary>
/// Stages and values while they are put together, in the order of the forward pass: which value each layer's output is, how
/// it lies in memory, and what a reader sees of it. Lives no longer than one call of the planner.
/// </summary>
internal sealed class StageDraft
{
    private readonly ShapedGraph _graph;
    private readonly Dictionary<int, FusedGroup> _groupOf = [];
    private readonly Dictionary<int, int> _valueOf = []; // by layer; by input, less than 0
    private readonly List<Value> _values = [];

    public StageDraft(ShapedGraph graph, EquatableArray<FusedGroup> groups)
    {
        _graph = graph;
        foreach (FusedGroup group in groups)
        foreach (int layer in group.Layers)
            _groupOf[layer] = group;
        AddInput();
    }

    public List<Stage> Stages { get; } = [];

    /// <summary>The values, once every stage is there.</summary>
    public EquatableArray<Value> Values => _values.ToEquatableArray();

    /// <summary>What the first layer of a group reads, as its stage sees it.</summary>
    public Read ReadOf(int layer) => ReadOf(layer, _graph.Layers[layer].Sources[0]);

    /// <summary>A value as the stage of a layer sees it: with the border that it wants.</summary>
    private Read ReadOf(int layer, int source)
    {
        int id = ValueOf(source, TakesCallersMemory(layer));
        Value value = _values[id];
        (Layout part, int offset) = value.Layout.Within(BorderOfReader(layer));
        if (TakesOneRun(layer) && part.Beside > 0)
        {
            id = AddCopy(
                $"{Pascal(_graph.Layers[layer].Name)}Input",
                id,
                value.Layout with
                {
                    Border = Border.None,
                    Beside = 0,
                },
                "Puts one sample's pixels side by side."
            );
            (part, offset) = (_values[id].Layout, 0);
        }
        return new(id, part, offset) { NeedsGradient = value.NeedsGradient };
    }

    public void Add(Stage stage, Shape shape, int layer) => _valueOf[layer] = Add(stage, shape);

    /// <summary>The loss reads its logits as one run.</summary>
    public void AddLogits()
    {
        int last = _graph.Layers.Count - 1;
        int source =
            _groupOf.ContainsKey(last) || _graph.Layers[last].Layer is FlattenLayer
                ? last
                : _graph.Layers[last].Sources[0];
        int id = ValueOf(source, takesCallersMemory: false);
        if (!_values[id].Layout.IsContiguous)
            AddCopy(
                "Logits",
                id,
                Layout.Vectorised(new Shape.Features(_graph.Output.Size)),
                "Puts one sample's values side by side, as the loss reads them."
            );
    }

    /// <summary>Makes the choices that need to know what other stages do, and those about copies of weights.</summary>
    public void Settle(ForcedAlgorithms forced)
    {
        bool[] zeros = new bool[_values.Count];
        for (int id = 0; id < zeros.Length; id++)
            zeros[id] =
                _values[id].Producer is not { } producer
                || Stages[producer].MakesZeros(zeros[Stages[producer].Reads[0].Value]);
        for (int i = 0; i < Stages.Count; i++)
        {
            EquatableArray<int> readers = _values[Stages[i].Writes].Readers;
            Stage stage = Stages[i]
                .Settled(
                    zeros[Stages[i].Reads[0].Value],
                    readers.Count > 0 && readers.All(reader => Stages[reader].DropsGradients),
                    forced
                );
            Stages[i] = stage.Parameters is { } learned
                ? stage.With(
                    learned with
                    {
                        Copies = forced.Choose<WeightCopyAlgorithm>(
                            WeightCopyChoice.Estimates(stage)
                        ),
                    }
                )
                : stage;
        }
    }

    /// <summary>Says of each reader of a value whether another one has written its gradient before.</summary>
    public void OrderGradients(Schedule schedule)
    {
        HashSet<int> written = [];
        foreach (Step step in schedule.Phases.SelectMany(phase => phase.Backward))
        {
            Stage stage = Stages[step.Stage];
            if (step.Part != stage.BackwardParts[stage.BackwardParts.Count - 1])
                continue; // Only the last part writes gradients.
            Stages[step.Stage] = stage with
            {
                Reads = stage
                    .Reads.Select(read =>
                        read.NeedsGradient && !written.Add(read.Value)
                            ? read with
                            {
                                AddsGradient = true,
                            }
                            : read
                    )
                    .ToEquatableArray(),
            };
        }
    }

    /// <summary>The zeros that the readers of what a layer gives want around it.</summary>
    public Border BorderOf(int source) =>
        Readers(source)
            .Aggregate(Border.None, (border, reader) => border.Or(BorderOfReader(reader)));

    /// <summary>Whether a reader of what a layer gives transforms its input in whole vectors of channels.</summary>
    public bool WantsVectors(int source) =>
        Readers(source)
            .Any(reader =>
                _graph.Layers[reader].Layer is ConvLayer conv
                && conv.Kernel == new Size2(3, 3)
                && conv.Stride == new Size2(1, 1)
                && conv.Filters % Layout.WidestVector == 0
            );

    /// <summary>The layers that read what a layer gives, those that read it through layers that move nothing included.</summary>
    private IEnumerable<int> Readers(int source) =>
        _graph
            .ReadersOf(source)
            .SelectMany(reader =>
                _graph.Layers[reader].Layer is FlattenLayer ? Readers(reader) : [reader]
            );

    private Border BorderOfReader(int layer)
    {
        if (
            _graph.Layers[layer]
            is not { Layer: ConvLayer { Padding: Padding.Same } conv, Input: Shape.Image image }
        )
            return Border.None;
        Window rows = Window.Same(image.Height, conv.Kernel.Height, conv.Stride.Height);
        Window columns = Window.Same(image.Width, conv.Kernel.Width, conv.Stride.Width);
        return new(rows.PadBefore, columns.PadBefore, rows.PadAfter, columns.PadAfter);
    }

    /// <summary>Whether a layer's stage reads a sample as one run of pixels.</summary>
    private bool TakesOneRun(int layer) => _graph.Layers[layer].Layer is DenseLayer;

    // Vectors read past the last value of a sample, which a caller's array does not allow; a dense layer reads one value
    // at a time and takes the caller's array as it is.
    private bool TakesCallersMemory(int layer) => _graph.Layers[layer].Layer is DenseLayer;

    private void AddInput()
    {
        Layout layout = Layout.Tight(_graph.Input);
        _values.Add(new("Input", _graph.Input, layout, null, [], false));
        if (Readers(ShapedLayer.NetworkInput).All(TakesCallersMemory))
            return;
        _valueOf[ShapedLayer.NetworkInput] = AddCopy(
            "Entry",
            0,
            Layout.Tight(_graph.Input, BorderOf(ShapedLayer.NetworkInput)),
            "Copies one sample into aligned memory, with the zeros that the first stage wants around it."
        );
    }

    private int ValueOf(int source, bool takesCallersMemory) =>
        source < 0 && (takesCallersMemory || !_valueOf.ContainsKey(source)) ? 0
        : _valueOf.TryGetValue(source, out int id) ? id
        // A layer that moves nothing gives the value that it reads.
        : ValueOf(_graph.Layers[source].Sources[0], takesCallersMemory);

    private int AddCopy(string name, int from, Layout to, string purpose)
    {
        Value value = _values[from];
        return Add(
            new CopyStage(name, [], value.Layout, to, value.NeedsGradient, purpose)
            {
                Reads = [new(from, value.Layout, 0) { NeedsGradient = value.NeedsGradient }],
            },
            value.Shape
        );
    }

    private int Add(Stage stage, Shape shape)
    {
        int id = _values.Count;
        foreach (Read read in stage.Reads)
            _values[read.Value] = _values[read.Value] with
            {
                Readers = [.. _values[read.Value].Readers, Stages.Count],
            };
        _values.Add(
            new(
                stage.Name,
                shape,
                stage.Output,
                Stages.Count,
                [],
                stage.Parameters is not null || stage.Reads.Any(read => read.NeedsGradient)
            )
        );
        Stages.Add(stage with { Writes = id });
        return id;
    }

    private static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);
}
