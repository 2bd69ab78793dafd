using System.Collections.Immutable;
using LayerGen.Reference.Stacks;

namespace LayerGen.Reference.Naive;

/// <summary>Gathers the operations of a stack, one layer after another.</summary>
internal sealed class NaiveLayers(
    IReadOnlyList<NaiveParameter> parameters,
    ulong seed,
    Func<int, double> shareFactor,
    ImmutableDictionary<int, LargeTile> tiles
)
{
    private readonly List<Operation> _operations = [];
    private readonly List<LearnedTensor> _learned = [];
    private readonly List<Penalised> _penalties = [];

    public ImmutableArray<Operation> Operations => [.. _operations];

    public ImmutableArray<LearnedTensor> Learned => [.. _learned];

    public ImmutableArray<Penalised> Penalties => [.. _penalties];

    /// <summary>Adds one layer; what the last one does to its logits is the head's business.</summary>
    public void Add(int index, StackLayer layer, SampleShape input, bool isLast)
    {
        switch (layer)
        {
            case StackLayer.Conv conv:
                LearnedTensor kernel = Next(
                    conv.Filters,
                    conv.KernelHeight * conv.KernelWidth * input.Channels
                );
                Convolution sums = new(conv, input, kernel, Bias(conv.UseBias, conv.Filters));
                _operations.Add(
                    tiles.TryGetValue(index, out LargeTile tile)
                        ? new LooseConvolution(sums, conv, input, kernel, tile, index)
                        : sums
                );
                _penalties.Add(new(kernel, conv.L1, conv.L2));
                Activate(conv.Activation);
                break;
            case StackLayer.Dense dense:
                LearnedTensor weight = Next(dense.Units, input.Size);
                _operations.Add(new FullyConnected(weight, Bias(dense.UseBias, dense.Units)));
                _penalties.Add(new(weight, dense.L1, dense.L2));
                Activate(isLast ? Activation.None : dense.Activation);
                break;
            case StackLayer.Pool { Kind: PoolKind.Max } pool:
                _operations.Add(new MaxPooling(pool, input));
                break;
            case StackLayer.Pool pool:
                int places = pool.Height * pool.Width;
                double[] shares =
                [
                    .. Enumerable.Range(0, places).Select(place => shareFactor(place) / places),
                ];
                _operations.Add(new AveragePooling(pool, input, shares));
                break;
            case StackLayer.Dropout dropout:
                _operations.Add(new Dropping(seed, index, dropout.Rate));
                break;
            case StackLayer.Activate activate:
                Activate(isLast ? Activation.None : activate.Function);
                break;
        }
    }

    private void Activate(Activation function)
    {
        if (function != Activation.None)
            _operations.Add(new PointwiseActivation(function));
    }

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
