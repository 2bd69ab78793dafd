using LayerGen.Data;
using LayerGen.Optimizers;
using LayerGen.Persistence;
using LayerGen.Schedules;
using MathNet.Numerics.LinearAlgebra.Single;

namespace LayerGen.Training;

/// <summary>One run of training: everything it allocates, and the loops.</summary>
/// <param name="network">Is trained.</param>
/// <param name="optimizer">Makes the steps.</param>
/// <param name="training">The samples to train on.</param>
/// <param name="validation">Samples to measure after each epoch, if any.</param>
/// <param name="options">How to train; checked.</param>
/// <param name="start">Where to begin; checked.</param>
/// <param name="observer">Is told how it goes.</param>
internal sealed class TrainingRun<TTargets>(
    INetwork<TTargets> network,
    IOptimizer optimizer,
    BatchLoader<TTargets> training,
    BatchLoader<TTargets>? validation,
    TrainingOptions options,
    TrainingProgress start,
    ITrainingObserver? observer
)
{
    private readonly IReadOnlyList<Parameter> _parameters = network.Parameters;
    private readonly GradientCheck _gradients = new(network);
    private readonly long _started = options.Clock.GetTimestamp();
    private readonly RunStates _states = new(network, optimizer, options);

    /// <summary>Where the run stood when the epoch began or was taken up; the fields below go on from there.</summary>
    private TrainingProgress _progress = start;
    private int _batch;
    private LossSums _sums;
    private int _skipped;
    private double _lastLoss;
    private long _epochStarted;

    /// <summary>Where the run stands now.</summary>
    private TrainingProgress Now =>
        _progress with
        {
            Batch = _batch,
            Unfinished = _sums,
            SkippedBatches = _skipped,
            Seconds = _batch == 0 ? 0 : EpochSeconds,
        };

    private double EpochSeconds => _progress.Seconds + Seconds(_epochStarted);

    public TrainingOutcome Run(CancellationToken cancellation)
    {
        TakeUp(_progress);
        _states.Begin(Now);
        while (true)
        {
            TrainingOutcome? ended = StopRules.Ended(options, _progress) ?? RunEpoch(cancellation);
            if (ended is not null)
                return _states.End(ended, Now);
        }
    }

    /// <summary>Goes on from a position.</summary>
    private void TakeUp(TrainingProgress progress)
    {
        _progress = progress;
        (_batch, _sums, _skipped) = (progress.Batch, progress.Unfinished, progress.SkippedBatches);
        _epochStarted = options.Clock.GetTimestamp();
    }

    /// <summary>Runs what is left of an epoch, up to its report or a rollback; or returns why training ends inside it.</summary>
    private TrainingOutcome? RunEpoch(CancellationToken cancellation)
    {
        TakeUp(_progress);
        training.BeginEpoch(_progress.Seed, _progress.Epoch, options.Shuffle);
        while (_batch < training.Batches)
        {
            if (Interruption(cancellation) is { } interruption)
                return interruption;
            if (RunBatch() is { } found)
            {
                if (IsSkipped(found))
                    continue;
                return RollBack(found);
            }
            if (!_states.IsDueAfterBatch(Step))
                continue;
            if (Broken() is { } broken)
                return RollBack(broken);
            if (_states.Keep(Now) is { } failure)
                return new TrainingOutcome.Failed(_progress.History, failure);
        }
        return FinishEpoch(cancellation);
    }

    /// <summary>Batches done since training began.</summary>
    private long Step => ((_progress.Epoch - 1L) * training.Batches) + _batch;

    private TrainingOutcome? Interruption(CancellationToken cancellation)
    {
        bool isLate =
            options.TimeLimit is { } limit && options.Clock.GetElapsedTime(_started) >= limit;
        if (!isLate && !cancellation.IsCancellationRequested)
            return null;
        if (Broken() is { } broken)
            return new TrainingOutcome.Diverged(_progress.History, broken);
        return cancellation.IsCancellationRequested
            ? new TrainingOutcome.Cancelled(_progress.History, _progress.Epoch, _batch)
            : new TrainingOutcome.DeadlineReached(_progress.History, _progress.Epoch, _batch);
    }

    /// <summary>Makes a step, or says what keeps it from being made.</summary>
    private NonFinite? RunBatch()
    {
        DenseMatrix inputs = training.Load(_batch, out TTargets targets);
        BatchLoss loss = network.LossAndGradients(inputs, targets);
        _lastLoss = loss.Total;
        // Before the step: the weights stay those of the last good batch.
        if (!double.IsFinite(_lastLoss) || !_gradients.Passes())
            return Found(Divergence.Locate(inputs, _parameters), _batch + 1);
        if (options.Schedule is { } schedule)
            optimizer.LearningRate =
                _progress.LearningRate
                * schedule.Factor(
                    new(
                        _progress.Epoch,
                        _batch,
                        training.Batches,
                        options.Epochs,
                        _progress.History
                    )
                );
        optimizer.Step();
        _sums = _sums.Add(loss, inputs.ColumnCount);
        _batch++;
        Report(loss);
        return null;
    }

    /// <summary>The first weight that is not finite: those of the last step were not used by a batch yet.</summary>
    private NonFinite? Broken() =>
        Divergence.FirstValue(_parameters) is { } where ? Found(where, _batch) : null;

    private NonFinite Found(string where, int batch) =>
        new(_progress.Epoch, batch, _lastLoss, where);

    /// <summary>Leaves a batch out, if that is allowed and can help.</summary>
    private bool IsSkipped(NonFinite found)
    {
        if (
            options.NonFinite is not NonFinitePolicy.SkipBatch(var most)
            || _skipped >= most
            || Divergence.FirstValue(_parameters) is not null
        )
            return false;
        _skipped++;
        _batch++;
        observer?.OnNonFinite(found);
        return true;
    }

    /// <summary>Goes back to the last state that was kept, if that is allowed; or returns that training ends.</summary>
    private TrainingOutcome.Diverged? RollBack(NonFinite found)
    {
        if (
            options.NonFinite is not NonFinitePolicy.RollBack(var factor, var most)
            || _progress.Rollbacks >= most
            || _states.LastKept is not { } kept
        )
            return new(_progress.History, found);
        TakeUp(_states.GoBackTo(kept, _progress.Rollbacks + 1, factor));
        observer?.OnNonFinite(found);
        return null;
    }

    private TrainingOutcome? FinishEpoch(CancellationToken cancellation)
    {
        double trainSeconds = EpochSeconds;
        if (Broken() is { } broken)
            return RollBack(broken);
        if (_sums.Samples == 0)
            return new TrainingOutcome.Diverged(
                _progress.History,
                Found(Divergence.EveryBatch, _batch)
            );
        long validationStarted = options.Clock.GetTimestamp();
        BatchLoss? validated = null;
        if (validation is not null)
        {
            validated = Evaluator.Loss(network, validation, cancellation);
            if (validated is null)
                return new TrainingOutcome.Cancelled(_progress.History, _progress.Epoch, _batch);
            if (!double.IsFinite(validated.Value.Data))
                return RollBack(Found(Divergence.ValidationLoss, _batch));
        }
        BatchLoss mean = _sums.Mean;
        EpochReport report = new(
            _progress.Epoch,
            options.Epochs,
            _sums.Samples,
            mean.Data,
            mean.Penalty,
            mean.Accuracy,
            validated?.Data,
            validated?.Accuracy,
            trainSeconds,
            validated is null ? 0 : Seconds(validationStarted)
        )
        {
            LearningRate = optimizer.LearningRate,
            SkippedBatches = _skipped,
        };
        TakeUp(_states.Score(Next(report), report));
        observer?.OnEpoch(report);
        return _states.IsDueAfterEpoch(report.Epoch) && _states.Keep(_progress) is { } failure
            ? new TrainingOutcome.Failed(_progress.History, failure)
            : null;
    }

    /// <summary>The start of the epoch after a finished one.</summary>
    private TrainingProgress Next(EpochReport report) =>
        _progress with
        {
            Epoch = _progress.Epoch + 1,
            Batch = 0,
            History = _progress.History.Add(report),
            Unfinished = default,
            SkippedBatches = 0,
            Seconds = 0,
        };

    private void Report(BatchLoss loss)
    {
        if (observer is null)
            return;
        BatchLoss average = _sums.Mean;
        BatchReport report = new(
            _progress.Epoch,
            options.Epochs,
            _batch,
            training.Batches,
            _sums.Samples,
            training.Count,
            loss.Data,
            average.Data,
            average.Accuracy,
            EpochSeconds
        )
        {
            LearningRate = optimizer.LearningRate,
        };
        observer.OnBatch(in report);
    }

    private double Seconds(long since) => options.Clock.GetElapsedTime(since).TotalSeconds;
}
