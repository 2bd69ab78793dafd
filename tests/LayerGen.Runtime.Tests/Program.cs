using LayerGen.Tests.Persistence;

namespace LayerGen.Tests;

/// <summary>What tests start as a process of its own.</summary>
internal static class Program
{
    public static int Main(string[] arguments) =>
        arguments is [CheckpointLoop.Command, var path, var first]
            ? CheckpointLoop.Run(
                path,
                int.Parse(first, System.Globalization.CultureInfo.InvariantCulture)
            )
            : 2;
}
