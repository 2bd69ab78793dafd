using System.Collections.Immutable;
using LayerGen.Reference.Naive.Functions;
using LayerGen.Reference.Naive.Operations;
using LayerGen.Reference.Naive.Values;
using LayerGen.Reference.Stacks;

namespace LayerGen.Reference.Naive;

/// <summary>An operation with the values that it reads and the one that it gives, by number.</summary>
internal sealed record Wired(Operation Operation, ImmutableArray<int> Reads, int Gives);

/// <summary>Gathers the operations of a stack, one layer after another.</summary>
internal sealed class NaiveLayers(
    IReadOnlyList<NaiveParameter> parameters,
    IReadOnlyList<NaiveStatistics> statistics,
    ulong seed,
    Looseness looseness
)
{
    private readonly List<Wired> _operations = [];
    private readonly List<LearnedTensor> _learned = [];
    private readonly List<Penalised> _penalties = [];

    // The value of each input and node of the stack.
    private readonly List<int> _values = [];
    private int _valueCount;
    private int _statisticsCount;

    public ImmutableArray<Wired> Operations => [.. _operations];

    public ImmutableArray<LearnedTensor> Learned => [.. _learned];

    public ImmutableArray<Penalised> Penalties => [.. _penalties];

    /// <summary>The value of the last node.</summary>
    public int Result => _values[^1];

    /// <summary>Makes the inputs the first values.</summary>
    public void AddInputs(int count)
    {
        for (int i = 0; i < count; i++)
            _values.Add(_valueCount++);
    }

    /// <summary>Adds one layer; what the last one does to its logits is the head's business.</summary>
    public void Add(int index, StackNode node, bool isLast)
    {
        ImmutableArray<int> reads = [.. node.Reads.Select(value => _values[value])];
        foreach (Operation operation in Of(index, node, isLast))
        {
            _operations.Add(new(operation, reads, _valueCount));
            reads = [_valueCount++];
        }
        // A layer without an operation gives what it reads.
        _values.Add(reads[0]);
    }

    private IEnumerable<Operation> Of(int index, StackNode node, bool isLast)
    {
        SampleShape input = node.Input;
        return node.Layer switch
        {
            StackLayer.Conv conv => Convolve(index, conv, input),
            StackLayer.Depthwise conv => Convolve(index, conv.Over(input.Channels), input),
            StackLayer.Dense dense => Connect(dense, input, isLast),
            StackLayer.Pool pool => [Pool(pool, input)],
            StackLayer.GlobalPool(var kind) => [Pool(new(kind, input.Height, input.Width), input)],
            StackLayer.UpSample(var factor) => [new UpSampling(factor, input)],
            StackLayer.Dropout dropout => [new Dropping(seed, index, dropout.Rate)],
            StackLayer.Activate activate => isLast ? [] : Activate(activate.Function),
            StackLayer.Elementwise function =>
            [
                new Pointwise(Function.Named(function.Kind, function.Slope)),
            ],
            StackLayer.Join { Kind: JoinKind.Add } => [new Adding()],
            StackLayer.Join { Kind: JoinKind.Multiply } => [new Multiplying()],
            StackLayer.Join => [new Concatenating(node.Inputs, node.Output)],
            StackLayer.Norm norm => [Normalise(norm, input)],
            // Flatten and Reshape keep the order of the values; an end is the head's business.
            _ => [],
        };
    }

    private IEnumerable<Operation> Convolve(int index, StackLayer.Conv conv, SampleShape input)
    {
        int depth = input.Channels / conv.Groups;
        LearnedTensor kernel = Next(conv.Filters, conv.KernelHeight * conv.KernelWidth * depth);
        Convolution sums = new(conv, input, kernel, Bias(conv.UseBias, conv.Filters));
        _penalties.Add(new(kernel, conv.L1, conv.L2));
        return
        [
            looseness.Tiles.TryGetValue(index, out LargeTile tile)
                ? new LooseConvolution(sums, conv, input, kernel, tile, index)
                : sums,
            .. Activate(conv.Activation),
        ];
    }

    private IEnumerable<Operation> Connect(StackLayer.Dense dense, SampleShape input, bool isLast)
    {
        LearnedTensor weight = Next(dense.Units, input.Size);
        _penalties.Add(new(weight, dense.L1, dense.L2));
        return
        [
            new FullyConnected(weight, Bias(dense.UseBias, dense.Units)),
            .. isLast ? [] : Activate(dense.Activation),
        ];
    }

    private Operation Pool(StackLayer.Pool pool, SampleShape input) =>
        pool.Kind == PoolKind.Max
            ? new MaxPooling(pool, input)
            : new AveragePooling(pool, input, looseness.Share);

    private Normalization Normalise(StackLayer.Norm norm, SampleShape input)
    {
        int channels = input.Channels;
        LearnedTensor? scale = norm.Scale ? Next(channels, 1) : null;
        LearnedTensor? shift = norm.Shift ? Next(channels, 1) : null;
        return norm switch
        {
            StackLayer.BatchNorm batch => new BatchNormalization(
                batch,
                input,
                scale,
                shift,
                statistics.ElementAtOrDefault(_statisticsCount++)
                    ?? NaiveStatistics.Initial(channels),
                looseness.Norms
            ),
            StackLayer.LayerNorm layer => new LayerNormalization(
                layer,
                input,
                scale,
                shift,
                looseness.Norms
            ),
            StackLayer.GroupNorm group => new GroupNormalization(
                group,
                input,
                scale,
                shift,
                looseness.Norms
            ),
            _ => throw new InvalidOperationException("StackLayer is a closed union."),
        };
    }

    private static Pointwise[] Activate(Activation function) =>
        function == Activation.None ? [] : [new(Function.Named(function.ToString()))];

    private LearnedTensor? Bias(bool isUsed, int outputs) => isUsed ? Next(outputs, 1) : null;

    private LearnedTensor Next(int rows, int columns)
    {
        NaiveParameter parameter = parameters[_learned.Count];
        if ((parameter.Rows, parameter.Columns) != (rows, columns))
        {
            throw new InvalidOperationException(
                $"Parameter {parameter.Name} is {parameter.Rows} × {parameter.Columns}; "
                    + $"the layers need {rows} × {columns} at this place."
            );
        }
        LearnedTensor tensor = new(parameter.Name, rows, columns, [.. parameter.Values]);
        _learned.Add(tensor);
        return tensor;
    }
}
