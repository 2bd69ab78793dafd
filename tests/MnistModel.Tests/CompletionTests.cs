using System.Diagnostics;
using MnistModel.Commands;

namespace MnistModel.Tests;

public sealed class CompletionTests
{
    [Theory]
    [InlineData("MnistModel ", "train", "resume", "evaluate", "summary", "completion", "--epochs")]
    [InlineData("MnistModel tr", "train")]
    [InlineData("/usr/bin/MnistModel train --ep", "--epochs")]
    [InlineData("MnistModel train --dataset ", "mnist", "fashion-mnist", "synthetic")]
    [InlineData("MnistModel train --schedule c", "constant", "cosine")]
    [InlineData("MnistModel evaluate --lo", "--log")]
    [InlineData("MnistModel completion ", "bash", "zsh", "pwsh")]
    public async Task Program_says_what_may_come_next(string line, params string[] expected)
    {
        using StringWriter output = new();
        int exitCode = await ProgramCommandLine.RunAsync(
            [$"[suggest:{line.Length}]", line],
            output,
            TextWriter.Null
        );

        Assert.Equal(0, exitCode);
        string[] found = output
            .ToString()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.All(expected, word => Assert.Contains(word, found));
    }

    [Fact]
    public async Task Words_are_offered_as_they_are_typed_and_nothing_else()
    {
        const string Line = "MnistModel completion ";
        using StringWriter output = new();
        await ProgramCommandLine.RunAsync(
            [$"[suggest:{Line.Length}]", Line],
            output,
            TextWriter.Null
        );

        Assert.Equal(
            ["--help", "-?", "-h", "bash", "pwsh", "zsh"],
            output
                .ToString()
                .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Order(StringComparer.Ordinal)
        );
    }

    [SkippableTheory]
    [InlineData("MnistModel tr", "train")]
    [InlineData("MnistModel train --ep", "--epochs")]
    [InlineData("MnistModel train --dat", "--data --dataset")]
    public async Task Bash_completes_with_the_script(string line, string expected)
    {
        Skip.If(OperatingSystem.IsWindows() || !File.Exists("/bin/bash"), "The test needs bash.");
        using StringWriter script = new();
        await ProgramCommandLine.RunAsync(["completion", "bash"], script, TextWriter.Null);
        using TemporaryDirectory place = new();
        string program = place["MnistModel"];
        await File.WriteAllTextAsync(
            program,
            $"#!/bin/sh\nexec dotnet '{Path.Combine(AppContext.BaseDirectory, "MnistModel.dll")}' \"$@\"\n"
        );
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        string[] words = line.Split(' ');
        ProcessStartInfo start = new("/bin/bash") { RedirectStandardOutput = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(
            script
                + $"""

                PATH={place.FullPath}:$PATH
                COMP_WORDS=({line}) COMP_CWORD={words.Length
                    - 1} COMP_LINE='{line}' COMP_POINT={line.Length}
                _MnistModel
                echo $(printf '%s\n' "${"{COMPREPLY[@]}"}" | sort)
                """
        );
        using Process bash = Process.Start(start)!;
        string found = await bash.StandardOutput.ReadToEndAsync();
        await bash.WaitForExitAsync();

        Assert.Equal(expected, found.Trim());
    }
}
