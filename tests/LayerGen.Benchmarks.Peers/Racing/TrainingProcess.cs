using System.Diagnostics;

namespace LayerGen.Benchmarks.Peers.Racing;

/// <summary>Starts a training program and waits for its end.</summary>
internal static class TrainingProcess
{
    /// <summary>Runs a .NET program that prints lines of JSON.</summary>
    /// <param name="program">Its assembly.</param>
    /// <param name="arguments">Its command line.</param>
    /// <exception cref="InvalidOperationException">It ended with another exit code than 0.</exception>
    public static Finish Run(string program, params IEnumerable<string> arguments)
    {
        string host = Environment.ProcessPath!;
        // Started as its own executable, this program does not know where dotnet is, but the path does.
        if (Path.GetFileNameWithoutExtension(host) != "dotnet")
            host = "dotnet";
        ProcessStartInfo start = new(host, [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        long started = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return process.ExitCode == 0
            ? Finish.Read(seconds, output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            : throw new InvalidOperationException(
                $"{Path.GetFileName(program)} {string.Join(' ', arguments)} ended with exit code {process.ExitCode}: "
                    + error.Result
            );
    }
}
