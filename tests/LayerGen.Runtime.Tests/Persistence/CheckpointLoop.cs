using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using LayerGen.Persistence;
using LayerGen.Tests.Data;

namespace LayerGen.Tests.Persistence;

/// <summary>A process that writes one checkpoint after the other until it is killed, and the test's hold on it.</summary>
internal sealed class CheckpointLoop : IDisposable
{
    public const string Command = "write-checkpoints";
    private const string Begin = "begin ";
    private const string End = "end ";

    private readonly Process _process;

    private CheckpointLoop(Process process) => _process = process;

    /// <summary>The state whose saving was begun last.</summary>
    public int LastBegun { get; private set; } = -1;

    /// <summary>The state whose saving was finished last; −1 if none was.</summary>
    public int LastFinished { get; private set; } = -1;

    /// <summary>Starts the process, and waits until it begins to save its first state.</summary>
    public static CheckpointLoop Start(string path, int first)
    {
        // Not what is called dotnet on the path: that may be a script, which would be killed in place of the process.
        string host = Path.GetFullPath(
            Path.Combine(
                RuntimeEnvironment.GetRuntimeDirectory(),
                "../../..",
                OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"
            )
        );
        ProcessStartInfo start = new(host) { RedirectStandardOutput = true };
        start.ArgumentList.Add(typeof(CheckpointLoop).Assembly.Location);
        start.ArgumentList.Add(Command);
        start.ArgumentList.Add(path);
        start.ArgumentList.Add(first.ToString(CultureInfo.InvariantCulture));
        // Otherwise each killed process leaves the pipes of its debugger behind.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        CheckpointLoop loop = new(Process.Start(start)!);
        loop.TakeLine();
        return loop;
    }

    /// <summary>Waits until a number of states was saved and the next is begun.</summary>
    /// <returns>How long the last of them took, if any.</returns>
    public TimeSpan? Saved(int count)
    {
        TimeSpan? duration = null;
        for (; count > 0; count--)
        {
            long start = Stopwatch.GetTimestamp();
            TakeLine();
            duration = Stopwatch.GetElapsedTime(start);
            TakeLine();
        }
        return duration;
    }

    /// <summary>Ends the process as <c>kill -9</c> does, and takes in what it said before.</summary>
    public void Kill()
    {
        _process.Kill();
        while (_process.StandardOutput.ReadLine() is { } line)
            Take(line);
        _process.WaitForExit();
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }

    /// <summary>The process itself.</summary>
    public static int Run(string path, int first)
    {
        // Otherwise most would be killed while the code of their first save is compiled.
        using (TemporaryFolder folder = new())
            for (int number = 0; number < 3; number++)
                CheckpointFile
                    .Save(folder.File("run"), TrainingStates.CreateLarge(number))
                    .ValueOrThrow();
        for (int number = first; ; number++)
        {
            TrainingState state = TrainingStates.CreateLarge(number);
            Console.Out.WriteLine($"{Begin}{number}");
            CheckpointFile.Save(path, state).ValueOrThrow();
            Console.Out.WriteLine($"{End}{number}");
        }
    }

    private void TakeLine() =>
        Take(_process.StandardOutput.ReadLine() ?? throw new EndOfStreamException("It ended."));

    private void Take(string line)
    {
        if (line.StartsWith(Begin, StringComparison.Ordinal))
            LastBegun = int.Parse(line[Begin.Length..], CultureInfo.InvariantCulture);
        else if (line.StartsWith(End, StringComparison.Ordinal))
            LastFinished = int.Parse(line[End.Length..], CultureInfo.InvariantCulture);
        else
            Assert.Fail($"The process said: {line}");
    }
}
