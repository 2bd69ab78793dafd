using System.Diagnostics;
using MnistModel.Running;

namespace MnistModel.Tests;

/// <summary>What a run of the program left behind.</summary>
internal sealed record ProgramRun(int ExitCode, string Output, string Error)
{
    public string[] OutputLines => Lines(Output);

    public string[] ErrorLines => Lines(Error);

    private static string[] Lines(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>The built program, started as a person starts it.</summary>
internal static class ProgramProcess
{
    // No run of these tests needs a minute; this only keeps a program that hangs from hanging the suite.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Runs the program to its end.</summary>
    public static async Task<ProgramRun> RunAsync(
        IReadOnlyDictionary<string, string?>? environment,
        params string[] arguments
    ) => await RunAsync(Start(environment, arguments));

    private static async Task<ProgramRun> RunAsync(Process started)
    {
        using Process process = started;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        int exitCode = await EndOf(process);
        return new(exitCode, await output, await error);
    }

    /// <summary>Runs the program to its end from a shell, with redirections behind its arguments.</summary>
    public static async Task<ProgramRun> RunInShellAsync(
        string redirections,
        params string[] arguments
    ) => await RunAsync(Start(null, "/bin/sh", ["-c", $"{InShell(arguments)} {redirections}"]));

    /// <summary>
    /// Runs a script to its end, in which the program is <c>MnistModel</c>; the variable <c>RUN_BY</c> may name what
    /// starts it.
    /// </summary>
    /// <param name="directory">Where.</param>
    /// <param name="script">For <c>sh</c>; it may mount what it likes, which nobody else sees, where the system allows.</param>
    public static async Task<ProgramRun> RunScriptAsync(string directory, string script)
    {
        string programs = Path.Combine(directory, ".programs");
        if (!Directory.Exists(programs))
        {
            Directory.CreateDirectory(programs);
            string program = Path.Combine(programs, "MnistModel");
            await File.WriteAllTextAsync(
                program,
                $"#!/bin/sh\nexec ${{RUN_BY:-}} dotnet {ShellWord.Quote(Program)} \"$@\"\n"
            );
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
        string[] shell = ["/bin/sh", "-c", $"cd {ShellWord.Quote(directory)} && {script}"];
        string[] command = script.Contains("mount ", StringComparison.Ordinal)
            ? ["/usr/bin/unshare", "-rm", .. shell]
            : shell;
        return await RunAsync(
            Start(
                new Dictionary<string, string?>
                {
                    ["PATH"] = $"{programs}:{Environment.GetEnvironmentVariable("PATH")}",
                },
                command[0],
                command[1..]
            )
        );
    }

    /// <summary>Runs the program to its end on a terminal of 80 columns; all of its output is one stream.</summary>
    public static async Task<ProgramRun> RunOnTerminalAsync(
        string[] environment,
        params string[] arguments
    ) =>
        await RunAsync(
            Start(
                new Dictionary<string, string?>
                {
                    ["TERM"] = "xterm-256color",
                    ["NO_COLOR"] = null,
                },
                "script",
                [
                    "-qec",
                    $"stty cols 80 rows 24; {string.Join(' ', environment)} {InShell(arguments)}",
                    "/dev/null",
                ]
            )
        );

    /// <summary>Starts the program; the caller reads its output and waits for its end.</summary>
    public static Process Start(
        IReadOnlyDictionary<string, string?>? environment,
        params string[] arguments
    ) => Start(environment, "dotnet", [Program, .. arguments]);

    private static string Program => Path.Combine(AppContext.BaseDirectory, "MnistModel.dll");

    private static string InShell(string[] arguments) =>
        string.Join(' ', new[] { "dotnet", Program }.Concat(arguments).Select(ShellWord.Quote));

    private static Process Start(
        IReadOnlyDictionary<string, string?>? environment,
        string fileName,
        string[] arguments
    )
    {
        ProcessStartInfo start = new(fileName)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        // Nothing of the machine that the tests run on: no data, no cache, no network.
        start.Environment.Remove("LAYERGEN_DATA");
        start.Environment["XDG_CACHE_HOME"] = Path.Combine(
            Path.GetTempPath(),
            "mnistmodel-no-cache"
        );
        foreach (string proxy in new[] { "http_proxy", "https_proxy", "all_proxy" })
            start.Environment[proxy] = "http://127.0.0.1:9";
        start.Environment["no_proxy"] = "";
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Waits for the end of a started program.</summary>
    public static async Task<int> EndOf(Process process)
    {
        using CancellationTokenSource patience = new(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw new TimeoutException("The program did not end.");
        }
        return process.ExitCode;
    }
}
