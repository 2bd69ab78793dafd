using System.Diagnostics;

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
    )
    {
        using Process process = Start(environment, arguments);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        int exitCode = await EndOf(process);
        return new(exitCode, await output, await error);
    }

    /// <summary>Starts the program; the caller reads its output and waits for its end.</summary>
    public static Process Start(
        IReadOnlyDictionary<string, string?>? environment,
        params string[] arguments
    )
    {
        ProcessStartInfo start = new("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "MnistModel.dll"));
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
