using LayerGen.Training;

namespace MnistModel.Recording;

/// <summary>A file, or some, that grow by an epoch at a time while a network is trained.</summary>
internal interface IRunRecord : IDisposable
{
    /// <summary>What messages call it.</summary>
    string Path { get; }

    /// <summary>Adds an epoch.</summary>
    /// <param name="report">What it came to.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    void Add(EpochReport report);
}
