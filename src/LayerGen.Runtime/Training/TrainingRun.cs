using System.Collections.Immutable;
using LayerGen.Data;
using LayerGen.Optimizers;
using MathNet.Numerics.LinearAlgebra.Single;

namespace LayerGen.Training;

/// <summary>One call of the trainer: everything it allocates, and the loops.</summary>
internal sealed class TrainingRun<TTargets>(
    INetwork<TTargets> network,
    IOptimizer optimizer,
    IBatchSource<TTargets> data,
    IBatchSource<TTargets>? validation,
    TrainingOptions options,
    ITrainingObserver? observer
)
{
    private readonly IReadOnlyList<Parameter> _parameters = network.Parameters;
    private readonly BatchLoader<TTargets> _training = new(
        data,
        options.BatchSize,
        network.Workers
    );
    private readonly BatchLoader<TTargets>? _validation = validation is null
        ? null
        : new(validation, network.MaxBatchSize, network.Workers);
    private ImmutableArray<EpochReport> _history = [];

    public TrainingOutcome Run(CancellationToken cancellation)
    {
        for (int epoch = 1; epoch <= options.Epochs; epoch++)
            if (RunEpoch(epoch, cancellation) is { } ended)
                return ended;
        return new TrainingOutcome.Completed(_history);
    }

    /// <summary>Adds an epoch to the history, or returns why training ends inside it.</summary>
    private TrainingOutcome? RunEpoch(int epoch, CancellationToken cancellation)
    {
        _training.BeginEpoch(options.Seed, epoch, options.Shuffle);
        long start = options.Clock.GetTimestamp();
        LossMean mean = default;
        double lastLoss = 0;
        for (int batch = 0; batch < _training.Batches; batch++)
        {
            if (cancellation.IsCancellationRequested)
                return new TrainingOutcome.Cancelled(_history, epoch, batch);
            DenseMatrix inputs = _training.Load(batch, out TTargets targets);
            BatchLoss loss = network.LossAndGradients(inputs, targets);
            lastLoss = loss.Total;
            // Before the step: the weights stay those of the last good batch.
            if (!double.IsFinite(lastLoss) || Divergence.FirstGradient(_parameters) is not null)
                return Diverged(Divergence.Locate(inputs, _parameters), batch);
            optimizer.Step();
            mean.Add(loss, inputs.ColumnCount);
            Report(epoch, batch + 1, loss, in mean, start);
        }
        double trainSeconds = Seconds(start);
        // The last step's weights were not used by a batch yet.
        return Divergence.FirstValue(_parameters) is { } broken
            ? Diverged(broken, _training.Batches - 1)
            : Finish(epoch, mean.Value, lastLoss, trainSeconds, cancellation);

        TrainingOutcome Diverged(string where, int batch) =>
            new TrainingOutcome.Diverged(_history, epoch, batch + 1, lastLoss, where);
    }

    private TrainingOutcome? Finish(
        int epoch,
        BatchLoss mean,
        double lastLoss,
        double trainSeconds,
        CancellationToken cancellation
    )
    {
        long start = options.Clock.GetTimestamp();
        BatchLoss? validated = null;
        if (_validation is not null)
        {
            validated = Evaluator.Loss(network, _validation, cancellation);
            if (validated is null)
                return new TrainingOutcome.Cancelled(_history, epoch, _training.Batches);
            if (!double.IsFinite(validated.Value.Data))
                return new TrainingOutcome.Diverged(
                    _history,
                    epoch,
                    _training.Batches,
                    lastLoss,
                    Divergence.ValidationLoss
                );
        }
        EpochReport report = new(
            epoch,
            options.Epochs,
            _training.Count,
            mean.Data,
            mean.Penalty,
            mean.Accuracy,
            validated?.Data,
            validated?.Accuracy,
            trainSeconds,
            validated is null ? 0 : Seconds(start)
        );
        _history = _history.Add(report);
        observer?.OnEpoch(report);
        return null;
    }

    private void Report(int epoch, int batch, BatchLoss loss, in LossMean mean, long start)
    {
        if (observer is null)
            return;
        BatchLoss average = mean.Value;
        BatchReport report = new(
            epoch,
            options.Epochs,
            batch,
            _training.Batches,
            mean.Samples,
            _training.Count,
            loss.Data,
            average.Data,
            average.Accuracy,
            Seconds(start)
        );
        observer.OnBatch(in report);
    }

    private double Seconds(long start) => options.Clock.GetElapsedTime(start).TotalSeconds;
}
