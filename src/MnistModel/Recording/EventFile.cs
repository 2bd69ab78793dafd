using System.Globalization;

namespace MnistModel.Recording;

/// <summary>One event file of TensorBoard, which may read it while it grows.</summary>
internal sealed class EventFile : IDisposable
{
    private readonly TimeProvider _clock;
    private readonly FileStream _file;

    /// <summary>Starts a file in a directory, beside those that are there: TensorBoard reads them as one.</summary>
    /// <param name="directory">Is made if it is not there.</param>
    /// <param name="clock">Says when things happen.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public EventFile(string directory, TimeProvider clock)
    {
        _clock = clock;
        Directory.CreateDirectory(directory);
        // TensorBoard takes files with "tfevents" in their names, in the order of the names.
        string name = string.Create(
            CultureInfo.InvariantCulture,
            $"events.out.tfevents.{clock.GetUtcNow().ToUnixTimeMilliseconds():D13}.{Environment.ProcessId}.mnistmodel"
        );
        _file = new FileStream(
            Path.Combine(directory, name),
            FileMode.CreateNew,
            FileAccess.Write,
            FileShare.Read,
            bufferSize: 0
        );
        TfRecord.Write(_file, ScalarEvent.FileVersion(Seconds));
    }

    private double Seconds => (_clock.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds;

    /// <summary>Adds a point to a curve.</summary>
    /// <param name="tag">Which curve.</param>
    /// <param name="step">Where on the horizontal axis.</param>
    /// <param name="value">How high.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Add(string tag, long step, double value) =>
        TfRecord.Write(_file, ScalarEvent.Scalar(Seconds, step, tag, (float)value));

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
