using System.Diagnostics;
using System.Text;

namespace MnistModel.Tests.Transcripts;

/// <summary>What is typed, what comes of it, and what the shell is told, as one text.</summary>
internal static class Transcript
{
    private const int Columns = 120;

    /// <summary>Where output goes into a pipe; lines of standard error are marked.</summary>
    /// <param name="place">Where the lines are typed.</param>
    /// <param name="lines">What is typed.</param>
    /// <param name="before">What is done before each of them.</param>
    public static async Task<string> InPipeAsync(
        TrialPlace place,
        IEnumerable<string> lines,
        string before = ":"
    )
    {
        StringBuilder text = new();
        foreach (string line in lines)
        {
            ProgramRun run = await place.RunAsync(line, before);
            text.Append("$ ").AppendLine(line);
            foreach (string output in run.OutputLines)
                text.AppendLine(output);
            foreach (string error in run.ErrorLines)
                text.Append("2> ").AppendLine(error);
            text.Append("exit code ").Append(run.ExitCode).AppendLine().AppendLine();
        }
        return Scrubbing.Of(text.ToString(), place.FullPath);
    }

    /// <summary>What stands on a terminal in the end, drawn by tmux.</summary>
    /// <param name="place">Where the lines are typed.</param>
    /// <param name="lines">What is typed.</param>
    public static async Task<string> OnTerminalAsync(TrialPlace place, IEnumerable<string> lines)
    {
        string socket = $"mnistmodel-tests-{Guid.NewGuid():N}";
        string script = Path.Combine(place.FullPath, "session.sh");
        await File.WriteAllLinesAsync(
            script,
            [
                .. lines.SelectMany(line =>
                    (string[])
                        [
                            "cat <<'line'",
                            $"$ {line}",
                            "line",
                            line,
                            "printf 'exit code %s\\n\\n' $?",
                        ]
                ),
                // The terminal stays until it was read.
                $"tmux -L {socket} wait-for -S done; sleep 100",
            ]
        );
        string settings = Path.Combine(place.FullPath, "tmux.conf");
        await File.WriteAllTextAsync(settings, "set -g history-limit 10000\n");
        ProgramRun run = await ProgramProcess.RunScriptAsync(
            place.FullPath,
            $"""
            tmux -L {socket} -f tmux.conf new-session -d -x {Columns} -y 50 'sh session.sh'
            tmux -L {socket} wait-for done
            tmux -L {socket} capture-pane -p -J -S -
            tmux -L {socket} kill-server
            """
        );
        File.Delete(script);
        File.Delete(settings);
        Assert.Equal("", run.Error);
        return Scrubbing.Of(run.Output.TrimEnd() + "\n", place.FullPath);
    }

    /// <summary>Whether tmux is here.</summary>
    public static bool HasTerminal =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(directory => File.Exists(Path.Combine(directory, "tmux")));

    /// <summary>Whether this user may mount a small disk in a namespace of its own.</summary>
    public static bool CanMount() =>
        Succeeds(
            "/usr/bin/unshare",
            ["-rm", "mount", "-t", "tmpfs", "-o", "size=4k", "tmpfs", Path.GetTempPath()]
        );

    /// <summary>
    /// What a program is started by to be bound by permissions: nothing for most users; root gives up its privilege. Null
    /// where that cannot be done.
    /// </summary>
    public static string? BoundByPermissions()
    {
        const string Command = "/usr/bin/setpriv";
        string[] arguments = ["--bounding-set", "-dac_override,-dac_read_search"];
        return !Environment.IsPrivilegedProcess ? ""
            : Succeeds(Command, [.. arguments, "true"]) ? $"{Command} {string.Join(' ', arguments)}"
            : null;
    }

    private static bool Succeeds(string command, string[] arguments)
    {
        if (!OperatingSystem.IsLinux() || !File.Exists(command))
            return false;
        using Process process = Process.Start(
            new ProcessStartInfo(command, arguments) { RedirectStandardError = true }
        )!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
