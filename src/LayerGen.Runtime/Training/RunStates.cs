using LayerGen.Optimizers;
using LayerGen.Persistence;

namespace LayerGen.Training;

/// <summary>The states that a run keeps: the last checkpoint, and the weights of the best epoch.</summary>
internal sealed class RunStates(INetwork network, IOptimizer optimizer, TrainingOptions options)
{
    private readonly bool _remembers = options.NonFinite is NonFinitePolicy.RollBack;
    private ParameterValues? _best = options.Resume?.Best;
    private TrainingProgress? _saved;

    /// <summary>What a rollback goes back to; null unless rollbacks are allowed.</summary>
    public TrainingState? LastKept { get; private set; }

    /// <summary>Remembers where the run begins, for a rollback before the first checkpoint.</summary>
    public void Begin(TrainingProgress progress)
    {
        if (_remembers)
            LastKept = Capture(progress);
    }

    public bool IsDueAfterBatch(long batches) =>
        options.Checkpoints?.IsDueAfterBatch(batches) ?? false;

    public bool IsDueAfterEpoch(int epoch) =>
        options.Checkpoints?.IsDueAfterEpoch(epoch) ?? _remembers;

    /// <summary>Keeps the state in memory, for a rollback, and where checkpoints go.</summary>
    /// <returns>Why it could not be kept; null if it was.</returns>
    public Failure? Keep(TrainingProgress progress)
    {
        TrainingState state = Capture(progress);
        if (_remembers)
            LastKept = state;
        _saved = progress;
        return options.Checkpoints?.Save(state);
    }

    /// <summary>Notes whether an epoch is the best so far, and then keeps its weights.</summary>
    public TrainingProgress Score(TrainingProgress progress, EpochReport epoch)
    {
        if (
            options.EarlyStopping is not { } rule
            || rule.Monitored.Of(epoch) is not { } figure
            || !rule.Monitored.Improves(figure, progress.BestScore, rule.MinimumChange)
        )
            return progress;
        if (rule.RestoreBest)
            _best = ParameterValues.Capture(network);
        return progress with { BestEpoch = epoch.Epoch, BestScore = figure };
    }

    /// <summary>Brings network and optimizer back to a state, with a smaller learning rate.</summary>
    /// <returns>Where to go on.</returns>
    public TrainingProgress GoBackTo(TrainingState state, int rollbacks, double factor)
    {
        state.Restore(network, optimizer).ValueOrThrow();
        _best = state.Best;
        optimizer.LearningRate *= factor;
        TrainingProgress progress = state.Progress with
        {
            Rollbacks = rollbacks,
            LearningRate = state.Progress.LearningRate * factor,
        };
        // The next rollback to the same place makes the smaller learning rate smaller still.
        LastKept = state with
        {
            Progress = progress,
            Optimizer = state.Optimizer with { LearningRate = optimizer.LearningRate },
        };
        return progress;
    }

    /// <summary>Keeps the state that a run ends with, then brings back the best weights where that is asked for.</summary>
    public TrainingOutcome End(TrainingOutcome outcome, TrainingProgress now)
    {
        if (outcome is TrainingOutcome.Diverged or TrainingOutcome.Failed)
            return outcome;
        bool isSaved = _saved is { } saved && (saved.Epoch, saved.Batch) == (now.Epoch, now.Batch);
        if (options.Checkpoints is not null && !isSaved && Keep(now) is { } failure)
            return new TrainingOutcome.Failed(outcome.History, failure);
        bool restores =
            options.EarlyStopping is { RestoreBest: true }
            && outcome
                is TrainingOutcome.Completed
                    or TrainingOutcome.StoppedEarly
                    or TrainingOutcome.DeadlineReached;
        if (restores)
            _best?.Restore(network).ValueOrThrow();
        return outcome;
    }

    private TrainingState Capture(TrainingProgress progress) =>
        TrainingState.Capture(network, optimizer, progress, _best);
}
