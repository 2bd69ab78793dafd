namespace MnistModel.Tests;

/// <summary>A directory of a test's own, gone when the test ends.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    public TemporaryDirectory() =>
        FullPath = Directory.CreateTempSubdirectory("mnistmodel-tests-").FullName;

    public string FullPath { get; }

    /// <summary>The path of something in the directory.</summary>
    public string this[params string[] names] => Path.Combine([FullPath, .. names]);

    public void Dispose() => Directory.Delete(FullPath, recursive: true);
}
