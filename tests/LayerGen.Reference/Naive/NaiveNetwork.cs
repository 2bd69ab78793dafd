using System.Collections.Immutable;
using LayerGen.Reference.Naive.Heads;
using LayerGen.Reference.Naive.Operations;
using LayerGen.Reference.Naive.Values;
using LayerGen.Reference.Stacks;

namespace LayerGen.Reference.Naive;

/// <summary>
/// A network computed in double precision, one layer after another over a whole batch, with plain loops: slow, and plain
/// enough to be seen to be right. It defines what a generated network has to compute.
/// </summary>
/// <remarks>Samples are arrays in the order of a column of the input matrix.</remarks>
public sealed class NaiveNetwork
{
    private readonly ImmutableArray<int> _inputSizes;
    private readonly ImmutableArray<Wired> _operations;
    private readonly ImmutableArray<LearnedTensor> _learned;
    private readonly ImmutableArray<Penalised> _penalties;
    private readonly int _result;
    private readonly Head _head;
    private readonly double[] _classWeights;
    private readonly double[] _noWeights;

    private NaiveNetwork(Stack stack, NaiveLayers layers, double[]? classWeights)
    {
        _inputSizes = [.. stack.Sources.Select(shape => shape.Size)];
        (_operations, _learned) = (layers.Operations, layers.Learned);
        (_penalties, _result) = (layers.Penalties, layers.Result);
        _head = Head.Of(stack.End);
        _noWeights = [.. Enumerable.Repeat(1.0, stack.OutputSize)];
        _classWeights = classWeights ?? _noWeights;
    }

    /// <summary>Builds the network of a stack.</summary>
    /// <param name="stack">The layers.</param>
    /// <param name="parameters">
    /// Everything that is learned, first layer first, a layer's weight before its bias and its scale before its shift.
    /// </param>
    /// <param name="seed">The seed of dropout.</param>
    /// <param name="classWeights">What a target of 1 counts in training, for each output; 1 by default.</param>
    /// <param name="statistics">What each batch normalisation remembers; those of a new network by default.</param>
    public static NaiveNetwork Build(
        Stack stack,
        IReadOnlyList<NaiveParameter> parameters,
        ulong seed,
        double[]? classWeights = null,
        IReadOnlyList<NaiveStatistics>? statistics = null
    ) => Build(stack, parameters, seed, Looseness.None, classWeights, statistics);

    /// <summary>Builds the network with small changes.</summary>
    internal static NaiveNetwork Build(
        Stack stack,
        IReadOnlyList<NaiveParameter> parameters,
        ulong seed,
        Looseness looseness,
        double[]? classWeights = null,
        IReadOnlyList<NaiveStatistics>? statistics = null
    )
    {
        NaiveLayers layers = new(parameters, statistics ?? [], seed, looseness);
        layers.AddInputs(stack.Sources.Length);
        for (int i = 0; i < stack.Nodes.Length; i++)
            layers.Add(i, stack.Nodes[i], i == stack.Nodes.Length - 1);
        return new(stack, layers, classWeights);
    }

    /// <summary>The outputs of one sample, in inference mode: probabilities, unless the network gives something else.</summary>
    public double[] Probabilities(double[] sample) => Outputs([sample])[0];

    /// <summary>The outputs of each sample, in inference mode.</summary>
    public double[][] Outputs(double[][] samples) => Outputs(samples, Rounding.None);

    /// <summary>The same under some rounding.</summary>
    internal double[][] Outputs(double[][] samples, Rounding rounding) =>
        [.. Results(samples, BatchPass.Infer(samples.Length, rounding)).Select(_head.Outputs)];

    /// <summary>The loss of a batch in inference mode.</summary>
    public NaiveLoss Loss(double[][] samples, double[][] targets) =>
        Mean(Results(samples, BatchPass.Infer(samples.Length)), targets, _noWeights);

    /// <summary>The loss of a batch in training mode, and the gradient of its total.</summary>
    /// <param name="samples">The batch.</param>
    /// <param name="targets">One number an output and sample.</param>
    /// <param name="step">How many batches the network was trained with before.</param>
    public NaiveStep LossAndGradients(double[][] samples, double[][] targets, long step) =>
        LossAndGradients(samples, targets, step, Rounding.None);

    /// <summary>The same under some rounding.</summary>
    internal NaiveStep LossAndGradients(
        double[][] samples,
        double[][] targets,
        long step,
        Rounding rounding
    )
    {
        foreach (LearnedTensor tensor in _learned)
            tensor.Clear();
        BatchPass pass = BatchPass.Train(samples.Length, step, rounding: rounding);
        ImmutableArray<double[][]> values = Run(samples, pass);
        ImmutableArray<Slopes[]> slopes = Backward(values, targets, pass);
        foreach (Penalised penalised in _penalties)
            penalised.AddGradients();
        return new(
            Mean(values[_result], targets, _classWeights),
            [.. _learned.Select(tensor => tensor.ToGradient())],
            InputGradient(slopes, samples.Length),
            [
                .. from wired in _operations
                let norm = wired.Operation as BatchNormalization
                where norm is not null
                select norm.After(values[wired.Reads[0]]),
            ]
        );
    }

    /// <summary>The branches that samples take on their way through the network in training mode, one log a sample.</summary>
    /// <param name="samples">Some samples of a batch; all of them where they depend on each other.</param>
    /// <param name="firstColumn">The column of the first one.</param>
    /// <param name="step">How many batches the network was trained with before.</param>
    internal ImmutableArray<ChoiceLog> Choices(double[][] samples, int firstColumn, long step)
    {
        BatchPass pass = BatchPass.Train(samples.Length, step, firstColumn);
        Run(samples, pass);
        return [.. pass.Samples.Select(sample => sample.Choices)];
    }

    /// <summary>Every value on the way through the network in training mode, operation after operation.</summary>
    internal ImmutableArray<double[][]> Values(double[][] samples, long step, Rounding rounding) =>
        Run(samples, BatchPass.Train(samples.Length, step, rounding: rounding));

    /// <summary>The branches that the loss takes for each sample, in training mode.</summary>
    internal ImmutableArray<ChoiceLog> LossChoices(
        double[][] samples,
        double[][] targets,
        long step
    )
    {
        ChoiceLog[] logs = [.. samples.Select(_ => new ChoiceLog())];
        double[][] results = Results(samples, BatchPass.Train(samples.Length, step));
        for (int i = 0; i < samples.Length; i++)
            _head.Choose(results[i], targets[i], logs[i]);
        return [.. logs];
    }

    /// <summary>The loss that is differentiated, and a number that tells which smooth piece it lies on.</summary>
    internal (double Total, ulong Piece) TrainingLoss(
        double[][] samples,
        double[][] targets,
        long step
    )
    {
        BatchPass pass = BatchPass.Train(samples.Length, step);
        double[][] results = Results(samples, pass);
        for (int i = 0; i < samples.Length; i++)
            _head.Choose(results[i], targets[i], pass.Samples[i].Choices);
        ulong piece = pass.Samples.Aggregate(
            _penalties.Aggregate(0UL, (hash, penalised) => (hash * 31) + penalised.Signs),
            (hash, sample) => (hash * 31) + sample.Choices.Branches
        );
        return (Mean(results, targets, _classWeights).Total, piece);
    }

    /// <summary>One learned number, to be moved by a check of the gradients.</summary>
    internal ref double Learned(int tensor, int index) => ref _learned[tensor].Value[index];

    private double[][] Results(double[][] samples, BatchPass pass) => Run(samples, pass)[_result];

    /// <summary>The values of the whole batch: the inputs, and what each operation gives.</summary>
    private ImmutableArray<double[][]> Run(double[][] samples, BatchPass pass)
    {
        List<double[][]> values = [];
        int first = 0;
        foreach (int size in _inputSizes)
        {
            int from = first;
            values.Add([.. samples.Select(sample => sample[from..(from + size)])]);
            first += size;
        }
        foreach (Wired wired in _operations)
        {
            double[][] given = wired.Operation.Forward(
                [.. wired.Reads.Select(value => values[value])],
                pass
            );
            values.Add(
                pass.Rounding == Rounding.None
                    ? given
                    : [.. given.Select(sample => sample.Select(pass.Rounding.Of).ToArray())]
            );
        }
        return [.. values];
    }

    /// <summary>The gradient of every value; a value with several readers gets the sum of what they give.</summary>
    private ImmutableArray<Slopes[]> Backward(
        ImmutableArray<double[][]> values,
        double[][] targets,
        BatchPass pass
    )
    {
        ImmutableArray<Slopes[]> slopes =
        [
            .. values.Select(value => value.Select(sample => Slopes.Zero(sample.Length)).ToArray()),
        ];
        for (int i = 0; i < targets.Length; i++)
            slopes[_result]
                [i]
                .Add(
                    _head.Gradient(
                        values[_result][i],
                        targets[i],
                        _classWeights,
                        1.0 / targets.Length
                    )
                );
        foreach (Wired wired in _operations.Reverse())
        {
            ImmutableArray<Slopes[]> given = wired.Operation.Backward(
                [.. wired.Reads.Select(value => values[value])],
                values[wired.Gives],
                slopes[wired.Gives],
                pass
            );
            for (int place = 0; place < given.Length; place++)
            for (int i = 0; i < targets.Length; i++)
                slopes[wired.Reads[place]][i].Add(given[place][i].Rounded(pass.Rounding));
        }
        return slopes;
    }

    private NaiveGradient InputGradient(ImmutableArray<Slopes[]> slopes, int batchSize)
    {
        Slopes[] inOrder =
        [
            .. from sample in Enumerable.Range(0, batchSize)
            from input in Enumerable.Range(0, _inputSizes.Length)
            select slopes[input][sample],
        ];
        return new(
            "inputs",
            batchSize,
            _inputSizes.Sum(),
            [.. inOrder.SelectMany(slope => slope.Value)],
            [.. inOrder.SelectMany(slope => slope.SquaredScale).Select(Math.Sqrt)]
        );
    }

    private NaiveLoss Mean(double[][] results, double[][] targets, double[] weights)
    {
        (double Least, double Most)[] accuracies =
        [
            .. results.Zip(
                targets,
                (values, target) => _head.Accuracy(values, target) ?? (double.NaN, double.NaN)
            ),
        ];
        return new(
            results.Zip(targets, (values, target) => _head.Loss(values, target, weights)).Average(),
            _penalties.Sum(penalised => penalised.Loss),
            accuracies.Average(accuracy => accuracy.Least),
            accuracies.Average(accuracy => accuracy.Most)
        );
    }
}
