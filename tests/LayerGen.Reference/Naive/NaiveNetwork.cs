using System.Collections.Immutable;
using LayerGen.Reference.Stacks;

namespace LayerGen.Reference.Naive;

/// <summary>
/// A network computed in double precision, one layer after another and one sample after another, with plain loops:
/// slow, and plain enough to be seen to be right. It defines what a generated network has to compute.
/// </summary>
/// <remarks>Samples are arrays in the order of a column of the input matrix.</remarks>
public sealed class NaiveNetwork
{
    private readonly ImmutableArray<Operation> _operations;
    private readonly ImmutableArray<LearnedTensor> _learned;
    private readonly ImmutableArray<Penalised> _penalties;
    private readonly Head _head;
    private readonly double[] _classWeights;
    private readonly double[] _noWeights;

    private NaiveNetwork(
        ImmutableArray<Operation> operations,
        ImmutableArray<LearnedTensor> learned,
        ImmutableArray<Penalised> penalties,
        Head head,
        double[] classWeights
    )
    {
        (_operations, _learned, _penalties, _head) = (operations, learned, penalties, head);
        _classWeights = classWeights;
        _noWeights = [.. classWeights.Select(_ => 1.0)];
    }

    /// <summary>Builds the network of a stack.</summary>
    /// <param name="stack">The layers.</param>
    /// <param name="parameters">Weights and biases, first layer first, a layer's weight before its bias.</param>
    /// <param name="seed">The seed of dropout.</param>
    /// <param name="classWeights">What a target of 1 counts in training, for each output; 1 by default.</param>
    public static NaiveNetwork Build(
        Stack stack,
        IReadOnlyList<NaiveParameter> parameters,
        ulong seed,
        double[]? classWeights = null
    ) =>
        Build(
            stack,
            parameters,
            seed,
            _ => 1,
            ImmutableDictionary<int, LargeTile>.Empty,
            classWeights
        );

    /// <summary>
    /// Builds the network with every share of its average pools multiplied by a factor, and with loose sums in the
    /// convolutions that have large tiles.
    /// </summary>
    internal static NaiveNetwork Build(
        Stack stack,
        IReadOnlyList<NaiveParameter> parameters,
        ulong seed,
        Func<int, double> shareFactor,
        ImmutableDictionary<int, LargeTile> tiles,
        double[]? classWeights = null
    )
    {
        NaiveLayers layers = new(parameters, seed, shareFactor, tiles);
        for (int i = 0; i < stack.Layers.Length; i++)
            layers.Add(i, stack.Layers[i], stack.Shapes[i], i == stack.Layers.Length - 1);
        return new(
            layers.Operations,
            layers.Learned,
            layers.Penalties,
            stack.HasExclusiveClasses ? new Head.Softmax() : new Head.Sigmoid(),
            classWeights ?? [.. Enumerable.Repeat(1.0, stack.OutputSize)]
        );
    }

    /// <summary>The probabilities of a sample, in inference mode.</summary>
    public double[] Probabilities(double[] sample) =>
        _head.Probabilities(Run(sample, Inference())[^1]);

    /// <summary>The loss of a batch in inference mode.</summary>
    public NaiveLoss Loss(double[][] samples, double[][] targets) =>
        Mean([.. samples.Select(sample => Run(sample, Inference())[^1])], targets, _noWeights);

    /// <summary>The loss of a batch in training mode, and the gradient of its total.</summary>
    /// <param name="samples">The batch.</param>
    /// <param name="targets">One number an output and sample.</param>
    /// <param name="step">How many batches the network was trained with before.</param>
    public (NaiveLoss Loss, ImmutableArray<NaiveGradient> Gradients) LossAndGradients(
        double[][] samples,
        double[][] targets,
        long step
    )
    {
        foreach (LearnedTensor tensor in _learned)
            tensor.Clear();
        double[][] logits = new double[samples.Length][];
        for (int i = 0; i < samples.Length; i++)
        {
            Pass pass = new(true, step, i, new());
            ImmutableArray<double[]> values = Run(samples[i], pass);
            logits[i] = values[^1];
            Slopes slope = _head.Gradient(
                values[^1],
                targets[i],
                _classWeights,
                1.0 / samples.Length
            );
            for (int o = _operations.Length - 1; o >= 0; o--)
                slope = _operations[o].Backward(values[o], values[o + 1], slope, pass);
        }
        foreach (Penalised penalised in _penalties)
            penalised.AddGradients();
        return (
            Mean(logits, targets, _classWeights),
            [
                .. _learned.Select(tensor => new NaiveGradient(
                    tensor.Name,
                    tensor.Rows,
                    tensor.Columns,
                    [.. tensor.Gradient],
                    [.. tensor.TermSum]
                )),
            ]
        );
    }

    /// <summary>The branches one sample takes on its way through the network in training mode.</summary>
    internal ChoiceLog Choices(double[] sample, int column, long step)
    {
        Pass pass = new(true, step, column, new());
        Run(sample, pass);
        return pass.Choices;
    }

    /// <summary>The loss that is differentiated, and a number that tells which smooth piece it lies on.</summary>
    internal (double Total, ulong Piece) TrainingLoss(
        double[][] samples,
        double[][] targets,
        long step
    )
    {
        Pass[] passes = [.. samples.Select((_, i) => new Pass(true, step, i, new()))];
        double[][] logits = [.. samples.Select((sample, i) => Run(sample, passes[i])[^1])];
        ulong piece = passes.Aggregate(
            _penalties.Aggregate(0UL, (hash, penalised) => (hash * 31) + penalised.Signs),
            (hash, pass) => (hash * 31) + pass.Choices.Branches
        );
        return (Mean(logits, targets, _classWeights).Total, piece);
    }

    /// <summary>One learned number, to be moved by a check of the gradients.</summary>
    internal ref double Learned(int tensor, int index) => ref _learned[tensor].Value[index];

    private static Pass Inference() => new(false, 0, 0, new());

    /// <summary>The values in front of every operation, and behind the last.</summary>
    private ImmutableArray<double[]> Run(double[] sample, Pass pass)
    {
        ImmutableArray<double[]>.Builder values = ImmutableArray.CreateBuilder<double[]>();
        values.Add(sample);
        foreach (Operation operation in _operations)
            values.Add(operation.Forward(values[^1], pass));
        return values.ToImmutable();
    }

    private NaiveLoss Mean(double[][] logits, double[][] targets, double[] weights)
    {
        (double Least, double Most)[] accuracies =
        [
            .. logits.Zip(targets, (z, target) => _head.Accuracy(z, target)),
        ];
        return new(
            logits.Zip(targets, (z, target) => _head.Loss(z, target, weights)).Average(),
            _penalties.Sum(penalised => penalised.Loss),
            accuracies.Average(accuracy => accuracy.Least),
            accuracies.Average(accuracy => accuracy.Most)
        );
    }
}
