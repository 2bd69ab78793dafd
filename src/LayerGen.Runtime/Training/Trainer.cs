using LayerGen.Data;
using LayerGen.Optimizers;
using LayerGen.Persistence;

namespace LayerGen.Training;

/// <summary>
/// Trains networks. Prints nothing; a step allocates nothing after the first epoch's first and last batch, unless it is
/// one that a checkpoint follows.
/// </summary>
public static class Trainer
{
    /// <summary>Trains, and tells an observer how it goes.</summary>
    /// <typeparam name="TTargets">What the network's loss takes.</typeparam>
    /// <param name="network">The network; its parameters change.</param>
    /// <param name="data">The samples to train on.</param>
    /// <param name="options">How to train; the defaults if absent.</param>
    /// <param name="observer">Is told about batches and epochs; null for nobody.</param>
    /// <param name="validation">Samples to measure after each epoch; null for none, or for a part of <paramref name="data"/>.</param>
    /// <param name="cancellation">Ends training before the next batch.</param>
    /// <returns>How it ended, with the history.</returns>
    /// <exception cref="ArgumentException">
    /// An option is out of range, or the samples or the optimizer do not fit the network.
    /// </exception>
    public static TrainingOutcome Fit<TTargets>(
        this INetwork<TTargets> network,
        IBatchSource<TTargets> data,
        TrainingOptions? options = null,
        ITrainingObserver? observer = null,
        IBatchSource<TTargets>? validation = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        options ??= new();
        TrainingArguments.Check(network, data, options, validation);
        ReadOnlyMemory<float> weights = network.ClassWeights;
        try
        {
            if (!options.ClassWeights.IsDefaultOrEmpty)
                network.ClassWeights = options.ClassWeights.AsMemory();
            return Run(network, data, options, observer, validation, cancellation);
        }
        finally
        {
            network.ClassWeights = weights;
        }
    }

    private static TrainingOutcome Run<TTargets>(
        INetwork<TTargets> network,
        IBatchSource<TTargets> data,
        TrainingOptions options,
        ITrainingObserver? observer,
        IBatchSource<TTargets>? validation,
        CancellationToken cancellation
    )
    {
        IOptimizer optimizer = options.Optimizer(network);
        TrainingArguments.CheckOptimizer(network, optimizer, nameof(options));
        ulong seed = options.Resume?.Progress.Seed ?? options.Seed;
        SampleSplit? split =
            options.ValidationFraction > 0
                ? SampleSplit.Random(data.Count, options.ValidationFraction, seed)
                : null;
        BatchLoader<TTargets> training = new(
            data,
            options.BatchSize,
            network.Workers,
            split?.Training
        );
        IBatchSource<TTargets>? held = split is null ? validation : data;
        BatchLoader<TTargets>? validating = held is null
            ? null
            : new(held, network.MaxBatchSize, network.Workers, split?.Held);
        return Start(network, optimizer, options, training.Count) switch
        {
            Result<TrainingProgress>.Error(var failure) => new TrainingOutcome.Failed([], failure),
            Result<TrainingProgress>.Ok(var start) => new TrainingRun<TTargets>(
                network,
                optimizer,
                training,
                validating,
                options,
                start,
                observer
            ).Run(cancellation),
            _ => throw new InvalidOperationException("Result is a closed union."),
        };
    }

    /// <summary>Trains, and tells a function about each epoch.</summary>
    /// <typeparam name="TTargets">What the network's loss takes.</typeparam>
    /// <param name="network">The network; its parameters change.</param>
    /// <param name="data">The samples to train on.</param>
    /// <param name="options">How to train.</param>
    /// <param name="onEpoch">Is called after each epoch, on the thread that trains.</param>
    /// <param name="validation">Samples to measure after each epoch; null for none, or for a part of <paramref name="data"/>.</param>
    /// <param name="cancellation">Ends training before the next batch.</param>
    /// <returns>How it ended, with the history.</returns>
    /// <exception cref="ArgumentException">
    /// An option is out of range, or the samples or the optimizer do not fit the network.
    /// </exception>
    public static TrainingOutcome Fit<TTargets>(
        this INetwork<TTargets> network,
        IBatchSource<TTargets> data,
        TrainingOptions? options,
        Action<EpochReport> onEpoch,
        IBatchSource<TTargets>? validation = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(onEpoch);
        EpochObserver observer = new(onEpoch);
        return network.Fit(data, options, observer, validation, cancellation);
    }

    /// <summary>Trains, and reports each epoch.</summary>
    /// <typeparam name="TTargets">What the network's loss takes.</typeparam>
    /// <param name="network">The network; its parameters change.</param>
    /// <param name="data">The samples to train on.</param>
    /// <param name="options">How to train.</param>
    /// <param name="progress">Gets a report after each epoch.</param>
    /// <param name="validation">Samples to measure after each epoch; null for none, or for a part of <paramref name="data"/>.</param>
    /// <param name="cancellation">Ends training before the next batch.</param>
    /// <returns>How it ended, with the history.</returns>
    /// <exception cref="ArgumentException">
    /// An option is out of range, or the samples or the optimizer do not fit the network.
    /// </exception>
    public static TrainingOutcome Fit<TTargets>(
        this INetwork<TTargets> network,
        IBatchSource<TTargets> data,
        TrainingOptions? options,
        IProgress<EpochReport> progress,
        IBatchSource<TTargets>? validation = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(progress);
        return network.Fit(data, options, progress.Report, validation, cancellation);
    }

    /// <summary>Where training begins: at the start, or where another run stopped.</summary>
    private static Result<TrainingProgress> Start(
        INetwork network,
        IOptimizer optimizer,
        TrainingOptions options,
        int samples
    )
    {
        if (options.Resume is { } state)
            return ResumeCheck.Problem(state.Progress, options.BatchSize, samples) is { } problem
                ? problem
                : state
                    .Restore(network, optimizer)
                    .Map(_ =>
                        state.Progress with
                        {
                            BatchSize = options.BatchSize,
                            Samples = samples,
                        }
                    );
        if (options.LearningRate is { } learningRate)
            optimizer.LearningRate = learningRate;
        return new TrainingProgress(1, 0, options.Seed, [], default)
        {
            LearningRate = optimizer.LearningRate,
            BatchSize = options.BatchSize,
            Samples = samples,
        };
    }
}
