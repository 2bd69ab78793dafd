using System.Diagnostics;

namespace LayerGen.Tests.Data;

/// <summary>A folder of a test's own, gone with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("layergen-test-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public string Write(string name, byte[] content)
    {
        string path = File(name);
        System.IO.File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>Makes a pipe that nobody has opened, or skips the test where there are none.</summary>
    public string Pipe(string name)
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no pipes among its files.");
        string path = File(name);
        using Process process = Process.Start("mkfifo", [path]);
        process.WaitForExit();
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
