using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using LayerGen.Benchmarks.Peers.Measuring;

namespace LayerGen.Benchmarks.Peers.Reporting;

/// <summary>Where and with what was measured.</summary>
internal static class Machine
{
    private const string ProcessorFile = "/proc/cpuinfo";

    public static void Describe(TextWriter output, string samples, IEnumerable<string> peers)
    {
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"- {DateTime.UtcNow:yyyy-MM-dd}, {Processor()}, {Environment.ProcessorCount} processors, vectors of {ArithmeticPeak.VectorBits} bits"
            )
        );
        output.WriteLine(
            $"- {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, LayerGen {VersionOf(typeof(INetwork))}"
        );
        foreach (string peer in peers)
            output.WriteLine($"- {peer}");
        output.WriteLine(
            $"- measured on {samples}; µs are of one sample: median (fastest..slowest)"
        );
    }

    /// <summary>The version that a type's package was published as.</summary>
    public static string VersionOf(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion.Split('+')[0]
        ?? "of unknown version";

    private static string Processor() =>
        !File.Exists(ProcessorFile)
            ? RuntimeInformation.ProcessArchitecture.ToString()
            : File.ReadLines(ProcessorFile)
                .Where(line => line.StartsWith("model name", StringComparison.Ordinal))
                .Select(line => line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim())
                .FirstOrDefault(RuntimeInformation.ProcessArchitecture.ToString());
}
