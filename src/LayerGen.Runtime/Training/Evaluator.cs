using LayerGen.Data;
using LayerGen.Losses;
using LayerGen.Metrics;
using MathNet.Numerics.LinearAlgebra.Single;

namespace LayerGen.Training;

/// <summary>Measures a network on samples that it was not trained on; each batch goes through it once.</summary>
public static class Evaluator
{
    /// <summary>Loss, accuracy, and the figures of every class, in inference mode.</summary>
    /// <param name="network">A classifier; its parameters and gradients stay as they are.</param>
    /// <param name="data">The samples with their labels.</param>
    /// <param name="options">What to measure besides; the defaults if absent.</param>
    /// <param name="cancellation">Ends the evaluation before the next batch.</param>
    /// <exception cref="ArgumentException">
    /// An option is out of range, the samples do not fit the network, a label is no output of it, or an output is NaN.
    /// </exception>
    /// <exception cref="OperationCanceledException">The caller asked to stop.</exception>
    public static ClassificationReport Evaluate(
        this INetwork<ReadOnlyMemory<int>> network,
        IBatchSource<ReadOnlyMemory<int>> data,
        EvaluationOptions? options = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        ClassAnswers answers = new(network, options ?? new());
        LossSums sums = EachBatch(
            network,
            data,
            (outputs, labels) =>
            {
                for (int sample = 0; sample < labels.Length; sample++)
                    answers.Add(Column(outputs, sample), labels.Span[sample]);
            },
            cancellation
        );
        return answers.Report(sums);
    }

    /// <summary>
    /// Loss, accuracy, and the figures of every class, in inference mode; the class of a sample is the one with the largest
    /// target.
    /// </summary>
    /// <param name="network">A classifier with soft targets; its parameters and gradients stay as they are.</param>
    /// <param name="data">The samples with their distributions.</param>
    /// <param name="options">What to measure besides; the defaults if absent.</param>
    /// <param name="cancellation">Ends the evaluation before the next batch.</param>
    /// <exception cref="ArgumentException">
    /// An option is out of range, the samples do not fit the network, targets are no distribution, or an output is NaN.
    /// </exception>
    /// <exception cref="OperationCanceledException">The caller asked to stop.</exception>
    public static ClassificationReport Evaluate(
        this ISoftTargetNetwork network,
        IBatchSource<DenseMatrix> data,
        EvaluationOptions? options = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        ClassAnswers answers = new(network, options ?? new());
        LossSums sums = EachBatch(
            network,
            data,
            (outputs, targets) =>
            {
                for (int sample = 0; sample < outputs.ColumnCount; sample++)
                    answers.Add(
                        Column(outputs, sample),
                        SoftmaxCrossEntropy.IndexOfLargest(Column(targets, sample))
                    );
            },
            cancellation
        );
        return answers.Report(sums);
    }

    /// <summary>Loss, errors and the fit, in inference mode.</summary>
    /// <param name="network">A network whose targets are numbers; its parameters and gradients stay as they are.</param>
    /// <param name="data">The samples with their targets.</param>
    /// <param name="cancellation">Ends the evaluation before the next batch.</param>
    /// <exception cref="ArgumentException">The samples do not fit the network, or an output is NaN.</exception>
    /// <exception cref="OperationCanceledException">The caller asked to stop.</exception>
    public static RegressionReport Evaluate(
        this IRegressionNetwork network,
        IBatchSource<DenseMatrix> data,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        RegressionErrors errors = new(Prediction.OutputSize(network));
        LossSums sums = EachBatch(
            network,
            data,
            (outputs, targets) =>
            {
                for (int sample = 0; sample < outputs.ColumnCount; sample++)
                    errors.Add(Column(outputs, sample), Column(targets, sample));
            },
            cancellation
        );
        return new(sums.Samples, network.Description.Loss, sums.Mean.Data, errors);
    }

    /// <summary>Loss, accuracy, and the figures of every output, in inference mode.</summary>
    /// <param name="network">
    /// A multi-label network; its parameters and gradients stay as they are. A regression is refused here: name it by its
    /// class, or as an <see cref="IRegressionNetwork"/>; and a classifier with soft targets has a report of its own, too.
    /// </param>
    /// <param name="data">The samples with their targets.</param>
    /// <param name="cancellation">Ends the evaluation before the next batch.</param>
    /// <exception cref="ArgumentException">
    /// The network is of another kind, the samples do not fit it, or an output is NaN.
    /// </exception>
    /// <exception cref="OperationCanceledException">The caller asked to stop.</exception>
    public static MultiLabelReport Evaluate(
        this INetwork<DenseMatrix> network,
        IBatchSource<DenseMatrix> data,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        if (network.Description.Task is { } task and not NetworkTask.MultiLabel)
            throw new ArgumentException(
                task == NetworkTask.Regression
                    ? $"{network.Description.Name} is a regression, which no answer is right or wrong of; "
                        + $"evaluate it as an {nameof(IRegressionNetwork)}."
                    : $"{network.Description.Name} is a classifier of one class a sample, not of several; evaluate it as an "
                        + $"{nameof(ISoftTargetNetwork)}.",
                nameof(network)
            );
        bool isLogits = network.Description.Outputs == NetworkOutputs.Logits;
        MultiLabelCounts counts = new(Prediction.OutputSize(network));
        LossSums sums = EachBatch(
            network,
            data,
            (outputs, targets) =>
            {
                for (int sample = 0; sample < outputs.ColumnCount; sample++)
                {
                    if (isLogits)
                        SigmoidCrossEntropy.Probabilities(
                            Column(outputs, sample),
                            Column(outputs, sample)
                        );
                    counts.Add(Column(outputs, sample), Column(targets, sample));
                }
            },
            cancellation
        );
        return new(sums.Samples, sums.Mean.Data, counts);
    }

    /// <summary>The mean loss and the accuracy over all samples, in inference mode.</summary>
    /// <typeparam name="TTargets">What the network's loss takes.</typeparam>
    /// <param name="network">The network; its parameters and gradients stay as they are.</param>
    /// <param name="data">The samples.</param>
    /// <param name="cancellation">Ends the evaluation before the next batch.</param>
    /// <returns>Means over samples: a smaller last batch weighs less.</returns>
    /// <exception cref="ArgumentException">The samples do not fit the network.</exception>
    /// <exception cref="OperationCanceledException">The caller asked to stop.</exception>
    public static BatchLoss Loss<TTargets>(
        INetwork<TTargets> network,
        IBatchSource<TTargets> data,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        SourceArguments.Check(network, data, nameof(data));
        BatchLoader<TTargets> loader = new(data, network.MaxBatchSize, network.Workers);
        return Loss(network, loader, cancellation)
            ?? throw new OperationCanceledException(cancellation);
    }

    /// <summary>The same over batches that are loaded again and again; null if the caller asked to stop.</summary>
    internal static BatchLoss? Loss<TTargets>(
        INetwork<TTargets> network,
        BatchLoader<TTargets> loader,
        CancellationToken cancellation
    )
    {
        LossSums sums = default;
        for (int batch = 0; batch < loader.Batches; batch++)
        {
            if (cancellation.IsCancellationRequested)
                return null;
            DenseMatrix inputs = loader.Load(batch, out TTargets targets);
            sums = sums.Add(network.Loss(inputs, targets), inputs.ColumnCount);
        }
        return sums.Mean;
    }

    /// <summary>Hands the outputs of each batch on, with its targets.</summary>
    private static LossSums EachBatch<TTargets>(
        INetwork<TTargets> network,
        IBatchSource<TTargets> data,
        Action<DenseMatrix, TTargets> measure,
        CancellationToken cancellation
    )
    {
        SourceArguments.Check(network, data, nameof(data));
        BatchLoader<TTargets> loader = new(data, network.MaxBatchSize, network.Workers);
        MatrixCache outputs = new(Prediction.OutputSize(network));
        LossSums sums = default;
        for (int batch = 0; batch < loader.Batches; batch++)
        {
            cancellation.ThrowIfCancellationRequested();
            DenseMatrix inputs = loader.Load(batch, out TTargets targets);
            DenseMatrix answered = outputs.WithColumns(inputs.ColumnCount);
            // The loss comes from the logits: a probability that underflows to 0 has lost its logarithm.
            sums = sums.Add(network.Loss(inputs, targets, answered), inputs.ColumnCount);
            measure(answered, targets);
        }
        return sums;
    }

    private static Span<float> Column(DenseMatrix matrix, int index) =>
        matrix.Values.AsSpan(index * matrix.RowCount, matrix.RowCount);
}
