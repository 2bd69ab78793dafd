using System.CommandLine;

namespace MnistModel.Options;

/// <summary>Options that several commands have, each with one of its own.</summary>
internal static class SharedOptions
{
    /// <summary>Where weights go and are looked for if nothing else is said, from the current directory.</summary>
    public const string OutputDirectory = "runs";

    private const int MaxThreads = 256;

    /// <summary>How many threads compute.</summary>
    public static Option<int> Threads() =>
        ValueOption.Number(
            "--threads",
            "Threads that compute, 0 for one a processor",
            0,
            $"a whole number from 0 to {MaxThreads}",
            number => number is >= 0 and <= MaxThreads
        );

    /// <summary>What decides everything random.</summary>
    /// <param name="description">What that is.</param>
    public static Option<ulong> Seed(string description) =>
        ValueOption.Number(
            "--seed",
            description,
            1UL,
            $"a whole number from 0 to {ulong.MaxValue}",
            _ => true
        );

    /// <summary>Which trained network is used.</summary>
    public static Option<string?> Weights() =>
        ValueOption.FilePath(
            "--weights",
            $"The trained network, as 'train' saved it [default: the newest below {OutputDirectory}]"
        );

    /// <summary>What standard output carries.</summary>
    public static Option<LogFormat> Log() =>
        ValueOption.Word(
            "--log",
            "Standard output: text, or one JSON object a line with all text on standard error [default: plain]",
            ("plain", LogFormat.Plain),
            ("json", LogFormat.Json)
        );
}
