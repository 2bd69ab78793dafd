using LayerGen.Data;
using LayerGen.Optimizers;

namespace LayerGen.Training;

/// <summary>Trains a network. Prints nothing; a step allocates nothing after the first epoch's first and last batch.</summary>
public static class Trainer
{
    /// <summary>Trains for some epochs and tells an observer how it goes.</summary>
    /// <typeparam name="TTargets">What the network's loss takes.</typeparam>
    /// <param name="network">The network; its parameters change.</param>
    /// <param name="optimizer">Makes the steps; made for <paramref name="network"/>.</param>
    /// <param name="data">The samples to train on.</param>
    /// <param name="validation">Samples to measure after each epoch; null for none.</param>
    /// <param name="options">How to train.</param>
    /// <param name="observer">Is told about batches and epochs; null for nobody.</param>
    /// <param name="cancellation">Ends training before the next batch.</param>
    /// <returns>How it ended: completed, cancelled, or stopped before a step with a number that is not finite.</returns>
    /// <exception cref="ArgumentException">An option is out of range, or the samples do not fit the network.</exception>
    public static TrainingOutcome Train<TTargets>(
        INetwork<TTargets> network,
        IOptimizer optimizer,
        IBatchSource<TTargets> data,
        IBatchSource<TTargets>? validation,
        TrainingOptions options,
        ITrainingObserver? observer = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        SourceArguments.Check(network, data, nameof(data));
        if (validation is not null)
            SourceArguments.Check(network, validation, nameof(validation));
        if (options.Epochs < 1)
            throw new ArgumentException(
                $"Epochs is {options.Epochs}; at least 1 is needed.",
                nameof(options)
            );
        if (options.BatchSize < 1 || options.BatchSize > network.MaxBatchSize)
            throw new ArgumentException(
                $"BatchSize is {options.BatchSize}; the network takes 1 to {network.MaxBatchSize} samples at once.",
                nameof(options)
            );
        return new TrainingRun<TTargets>(
            network,
            optimizer,
            data,
            validation,
            options,
            observer
        ).Run(cancellation);
    }

    /// <summary>Trains for some epochs and reports each of them.</summary>
    /// <typeparam name="TTargets">What the network's loss takes.</typeparam>
    /// <param name="network">The network; its parameters change.</param>
    /// <param name="optimizer">Makes the steps; made for <paramref name="network"/>.</param>
    /// <param name="data">The samples to train on.</param>
    /// <param name="validation">Samples to measure after each epoch; null for none.</param>
    /// <param name="options">How to train.</param>
    /// <param name="progress">Gets a report after each epoch.</param>
    /// <param name="cancellation">Ends training before the next batch.</param>
    /// <returns>How it ended: completed, cancelled, or stopped before a step with a number that is not finite.</returns>
    /// <exception cref="ArgumentException">An option is out of range, or the samples do not fit the network.</exception>
    public static TrainingOutcome Train<TTargets>(
        INetwork<TTargets> network,
        IOptimizer optimizer,
        IBatchSource<TTargets> data,
        IBatchSource<TTargets>? validation,
        TrainingOptions options,
        IProgress<EpochReport> progress,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(progress);
        ProgressObserver observer = new(progress);
        return Train(network, optimizer, data, validation, options, observer, cancellation);
    }
}
