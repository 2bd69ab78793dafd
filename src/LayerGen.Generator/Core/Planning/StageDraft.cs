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
        AddInputs();
    }

    public List<Stage> Stages { get; } = [];

    /// <summary>The values, once every stage is there.</summary>
    public EquatableArray<Value> Values => _values.ToEquatableArray();

    /// <summary>What a group's layers read of others, as its stage sees it: what the first layer reads first.</summary>
    public EquatableArray<Read> ReadsOf(FusedGroup group) =>
        group
            .Layers.SelectMany(layer =>
                _graph
                    .Layers[layer]
                    .Sources.Where(source => source < 0 || !group.Layers.Contains(source))
                    .Select(source => (Layer: layer, Source: source))
            )
            .Select((read, place) => ReadOf(read.Layer, read.Source, place))
            .ToEquatableArray();

    /// <summary>A value as the stage of a layer sees it: with the border that it wants.</summary>
    private Read ReadOf(int layer, int source, int place)
    {
        int id = ValueOf(source, TakesCallersMemory(layer));
        (Layout part, int offset) = _values[id].Layout.Within(BorderOfReader(layer));
        if (WantedRun(layer, source, part) is { } run)
        {
            string number = place == 0 ? "" : CSharpText.Number(place + 1);
            id = AddCopy(
                $"{Planner.StageName(_graph.Layers[layer].Name)}Input{number}",
                id,
                run,
                "Puts one sample's values side by side."
            );
            (part, offset) = (run, 0);
        }
        return new(id, part, offset) { NeedsGradient = _values[id].NeedsGradient };
    }

    /// <summary>
    /// The layout that a layer's stage must have what it reads in, where that lies otherwise: dense layers read pixels side
    /// by side, joins and normalisations read features as features, and another shape is made of values side by side.
    /// </summary>
    private Layout? WantedRun(int layer, int source, Layout part) =>
        _graph.Layers[layer].Layer switch
        {
            DenseLayer when part.Beside > 0 => part with { Border = Border.None, Beside = 0 },
            // Another image than the one it reads is made of the values side by side.
            ReshapeLayer when !part.IsContiguous => Layout.Vectorised(
                new Shape.Features(ShapeOf(source).Size)
            ),
            JoinLayer
            or BatchNormLayer
                when ShapeOf(source) is Shape.Features features && part.Height * part.Width > 1 =>
                Layout.Vectorised(features),
            _ => null,
        };

    private Shape ShapeOf(int source) =>
        source < 0 ? _graph.Inputs[-1 - source].Shape : _graph.Layers[source].Output;

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
            int part = stage.BackwardParts.TakeWhile(other => other != step.Part).Count();
            Stages[step.Stage] = stage with
            {
                Reads = stage
                    .Reads.Select(
                        (read, place) =>
                            read.NeedsGradient
                            && stage.GradientPart(place) == part
                            && !written.Add(read.Value)
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

    /// <summary>Whether a reader of what a layer gives takes whole vectors of each pixel's channels.</summary>
    public bool WantsVectors(int source) =>
        Readers(source).Any(reader => WantsVectors(_graph.Layers[reader].Layer));

    private static bool WantsVectors(Layer reader) =>
        NeedsVectors(reader)
        || (
            reader is ConvLayer conv
            && conv.Kernel == new Size2(3, 3)
            && conv.Stride == new Size2(1, 1)
            && conv.Filters % Layout.WidestVector == 0
        );

    /// <summary>Whether a layer's stage changes what it reads, and its gradient, a whole vector at a time.</summary>
    private static bool NeedsVectors(Layer reader) =>
        reader is JoinLayer { Joining: not Joining.Concat } or BatchNormLayer or UpSampleLayer;

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

    // Vectors read past the last value of a sample, which a caller's array does not allow; a dense layer reads one value
    // at a time and takes the caller's array as it is.
    private bool TakesCallersMemory(int layer) =>
        _graph.Inputs.Count == 1 && _graph.Layers[layer].Layer is DenseLayer;

    private void AddInputs()
    {
        int offset = 0;
        foreach (NetworkInput input in _graph.Inputs)
        {
            int id = _values.Count;
            _values.Add(
                new(
                    id == 0 ? "Input" : $"Input{CSharpText.Number(id + 1)}",
                    input.Shape,
                    Layout.Tight(input.Shape),
                    null,
                    [],
                    false
                )
                {
                    ColumnOffset = offset,
                }
            );
            offset += input.Shape.Size;
        }
        for (int id = 0; id < _graph.Inputs.Count; id++)
        {
            int source = ShapedLayer.NetworkInput - id;
            if (Readers(source).All(TakesCallersMemory))
                continue;
            Shape shape = _values[id].Shape;
            Border border = BorderOf(source);
            _valueOf[source] = AddCopy(
                _graph.Inputs.Count == 1 ? "Entry" : $"Entry{CSharpText.Number(id + 1)}",
                id,
                Readers(source).Any(reader => NeedsVectors(_graph.Layers[reader].Layer))
                    ? Layout.Vectorised(shape, border)
                    : Layout.Tight(shape, border),
                "Copies one sample into aligned memory, with the zeros that the first stage wants around it."
            );
        }
    }

    private int ValueOf(int source, bool takesCallersMemory) =>
        source < 0 && (takesCallersMemory || !_valueOf.ContainsKey(source)) ? -1 - source
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
        _values.Add(new(stage.Name, shape, stage.Output, Stages.Count, [], stage.HasBackward));
        Stages.Add(stage with { Writes = id });
        return id;
    }
}
