using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using Xunit;

namespace LayerGen.Integration.Tests;

/// <summary>
/// The reference program in a process of its own: settings of the runtime are read when a process starts, and bytes
/// are counted for a whole process.
/// </summary>
/// <param name="ExitCode">0 where nothing was wrong.</param>
/// <param name="Lines">What it wrote.</param>
internal sealed record ReferenceProcess(int ExitCode, ImmutableArray<string> Lines)
{
    /// <summary>The setting under which vectors have 256 bits at the most.</summary>
    public const string Vectors256 = "DOTNET_EnableAVX512=0";

    /// <summary>The same for 128 bits, and without fused multiply-adds.</summary>
    public const string Vectors128 = "DOTNET_EnableAVX2=0";

    /// <summary>The same for 128 bits, with fused multiply-adds, as on Arm.</summary>
    public const string Fused128 = "DOTNET_PreferredVectorBitWidth=128";

    /// <summary>The setting under which there are no vectors.</summary>
    public const string Scalars = "DOTNET_EnableHWIntrinsic=0";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    // Variables that change what is tested must not come from outside.
    private static readonly string[] Settings = [Vectors256, Vectors128, Fused128, Scalars];

    /// <summary>The width of the vectors it ran with, in bits.</summary>
    public int VectorBits =>
        int.Parse(
            Lines.Single(line => line.StartsWith("vectors=", StringComparison.Ordinal))[
                "vectors=".Length..
            ],
            CultureInfo.InvariantCulture
        );

    /// <summary>Everything it wrote, for messages.</summary>
    public string Text => string.Join("\n", Lines);

    /// <summary>The lines that begin with a word.</summary>
    public ImmutableArray<string> Beginning(string word) =>
        [.. Lines.Where(line => line.StartsWith(word + " ", StringComparison.Ordinal))];

    /// <summary>Runs the program to its end, on the networks that were compiled here.</summary>
    /// <param name="arguments">The program's arguments.</param>
    /// <param name="settings">Some of the settings above.</param>
    public static ReferenceProcess Run(string arguments, params IReadOnlyList<string> settings) =>
        RunOn(CompiledStacks.File, arguments, settings);

    /// <summary>Runs the program to its end.</summary>
    /// <param name="assembly">A file with compiled networks.</param>
    /// <param name="arguments">The program's arguments.</param>
    /// <param name="settings">Some of the settings above.</param>
    public static ReferenceProcess RunOn(
        string assembly,
        string arguments,
        params IReadOnlyList<string> settings
    )
    {
        ProcessStartInfo start = new(
            Environment.ProcessPath is { } host && IsDotnet(host) ? host : "dotnet"
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "LayerGen.Reference.dll"));
        foreach (string argument in arguments.Split(' '))
            start.ArgumentList.Add(argument);
        start.ArgumentList.Add("--assembly");
        start.ArgumentList.Add(assembly);
        foreach (string setting in Settings)
            start.Environment.Remove(setting.Split('=')[0]);
        foreach (string setting in settings)
            start.Environment[setting.Split('=')[0]] = setting.Split('=')[1];
        List<string> lines = [];
        using Process process = new() { StartInfo = start };
        process.OutputDataReceived += (_, line) => Add(line.Data);
        process.ErrorDataReceived += (_, line) => Add(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{arguments} was not done within {Patience}.");
        }
        process.WaitForExit();
        return new(process.ExitCode, [.. lines]);

        void Add(string? line)
        {
            if (line is null)
                return;
            lock (lines)
                lines.Add(line);
        }
    }

    private static bool IsDotnet(string path) => Path.GetFileNameWithoutExtension(path) == "dotnet";
}
