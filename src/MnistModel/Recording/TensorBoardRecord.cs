using LayerGen.Training;

namespace MnistModel.Recording;

/// <summary>
/// The curves of a run for TensorBoard, named and divided into <c>train</c> and <c>validation</c> as Keras does, so that
/// both stand in one chart.
/// </summary>
/// <param name="directory">Where the two directories are made.</param>
/// <param name="clock">Says when things happen.</param>
internal sealed class TensorBoardRecord(string directory, TimeProvider clock) : IRunRecord
{
    private readonly EventFile _training = new(System.IO.Path.Combine(directory, "train"), clock);
    private EventFile? _validation;

    /// <inheritdoc/>
    public string Path => directory;

    /// <inheritdoc/>
    public void Add(EpochReport report)
    {
        _training.Add("epoch_loss", report.Epoch, report.Loss);
        if (report.Accuracy is { } trained)
            _training.Add("epoch_accuracy", report.Epoch, trained);
        _training.Add("epoch_samples_per_second", report.Epoch, report.SamplesPerSecond);
        _training.Add("epoch_learning_rate", report.Epoch, report.LearningRate);
        if (report is not { ValidationLoss: { } loss, ValidationAccuracy: { } accuracy })
            return;
        _validation ??= new(System.IO.Path.Combine(directory, "validation"), clock);
        _validation.Add("epoch_loss", report.Epoch, loss);
        _validation.Add("epoch_accuracy", report.Epoch, accuracy);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _training.Dispose();
        _validation?.Dispose();
    }
}
