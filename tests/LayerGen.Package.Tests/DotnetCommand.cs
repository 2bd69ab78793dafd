using System.Diagnostics;
using System.Text;

namespace LayerGen.Package.Tests;

/// <summary>What a command left behind.</summary>
/// <param name="ExitCode">0 where it succeeded.</param>
/// <param name="Output">Standard output and standard error, line by line as they came.</param>
internal sealed record CommandRun(int ExitCode, string Output)
{
    /// <summary>The output of a command that succeeded.</summary>
    public string Succeeded()
    {
        Assert.True(ExitCode == 0, Output);
        return Output;
    }

    /// <summary>The distinct errors that the build reported, from their codes on.</summary>
    public string[] Errors => Reported("error");

    /// <summary>The distinct warnings that the build reported, from their codes on.</summary>
    public string[] Warnings => Reported("warning");

    private string[] Reported(string severity) =>
        [
            .. Output
                .Split('\n')
                .Select(line =>
                    (Line: line, At: line.IndexOf($"{severity} ", StringComparison.Ordinal))
                )
                .Where(found => found.At > 0 && found.Line[found.At - 1] == ' ')
                .Select(found =>
                {
                    string message = found.Line[(found.At + severity.Length + 1)..].TrimEnd();
                    int project = message.LastIndexOf(" [", StringComparison.Ordinal);
                    return project < 0 ? message : message[..project];
                })
                .Distinct(),
        ];
}

/// <summary>Commands as a user types them, without what the test host's own build left in the environment.</summary>
internal static class DotnetCommand
{
    // No command of these tests needs so long; this only keeps one that hangs from hanging the suite.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    public static Task<CommandRun> DotnetAsync(string directory, params string[] arguments) =>
        RunAsync("dotnet", directory, arguments);

    public static async Task<CommandRun> RunAsync(
        string command,
        string directory,
        params string[] arguments
    )
    {
        ProcessStartInfo start = new(command, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (string name in start.Environment.Keys.ToArray())
            if (name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase))
                start.Environment.Remove(name);
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["MSBUILDTERMINALLOGGER"] = "off";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment.Remove("LAYERGEN_DATA");
        StringBuilder output = new();
        void Add(string? line)
        {
            if (line is not null)
                lock (output)
                    output.Append(line).Append('\n');
        }
        using Process process = new() { StartInfo = start };
        process.OutputDataReceived += (_, data) => Add(data.Data);
        process.ErrorDataReceived += (_, data) => Add(data.Data);
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using CancellationTokenSource patience = new(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"'{command} {string.Join(' ', arguments)}' did not end.");
        }
        lock (output)
            return new(process.ExitCode, output.ToString());
    }
}
