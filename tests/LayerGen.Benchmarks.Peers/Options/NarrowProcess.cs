using System.Collections.Immutable;
using System.Diagnostics;

namespace LayerGen.Benchmarks.Peers.Options;

/// <summary>
/// This program once more, held to AVX2: libraries read these variables while they load, and the runtime before that.
/// </summary>
internal static class NarrowProcess
{
    private static readonly ImmutableArray<(string Name, string Value)> Settings =
    [
        ("DOTNET_EnableAVX512", "0"),
        ("ATEN_CPU_CAPABILITY", "avx2"),
        ("ONEDNN_MAX_CPU_ISA", "AVX2"),
        ("DNNL_MAX_CPU_ISA", "AVX2"),
        ("MKL_ENABLE_INSTRUCTIONS", "AVX2"),
    ];

    /// <summary>Whether this process has the settings already.</summary>
    public static bool IsThis =>
        Settings.All(setting => Environment.GetEnvironmentVariable(setting.Name) == setting.Value);

    /// <summary>The settings as a shell takes them.</summary>
    public static string Text =>
        string.Join(' ', Settings.Select(setting => $"{setting.Name}={setting.Value}"));

    /// <summary>Starts it, and waits for its end.</summary>
    /// <param name="arguments">The same command line.</param>
    /// <returns>Its exit code.</returns>
    public static int Run(IEnumerable<string> arguments)
    {
        string host = Environment.ProcessPath!;
        bool isDotnet = Path.GetFileNameWithoutExtension(host) == "dotnet";
        ProcessStartInfo start = new(
            host,
            isDotnet ? [typeof(NarrowProcess).Assembly.Location, .. arguments] : arguments
        );
        foreach ((string name, string value) in Settings)
            start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
